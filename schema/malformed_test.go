package schema

import "testing"

// A document may hold attributes of any kind. What the service makes of them is
// Python's word, which the same documents got from Python 3.11.

func TestAttributesOfWrongKindsRaiseWhatPythonRaises(t *testing.T) {
	t.Parallel()
	const optional = `"required": false, `
	for _, b := range []behaviour{
		{
			name:   "type null",
			doc:    `"type": null, "value": "x"`,
			raises: "AttributeError: 'NoneType' object has no attribute 'split'",
		},
		{
			name:   "type a number",
			doc:    `"type": 5`,
			raises: "AttributeError: 'int' object has no attribute 'split'",
		},
		{
			name:   "type a list",
			doc:    `"type": ["str"]`,
			raises: "AttributeError: 'list' object has no attribute 'split'",
		},
		{
			name:   "an array for a number",
			doc:    `"type": "int", "value": [1]`,
			raises: "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'",
		},
		{
			name:   "an object for a fraction",
			doc:    `"type": "float", "value": {"a": 1}`,
			raises: "TypeError: float() argument must be a string or a real number, not 'dict'",
		},
		{
			name:   "text for a fraction",
			doc:    `"type": "float", "value": "1,5"`,
			raises: "ValueError: could not convert string to float: '1,5'",
		},
		{
			name:   "an infinity for a number",
			doc:    `"type": "int", "value": 1e400`,
			raises: "OverflowError: cannot convert float infinity to integer",
		},
		{
			name:   "a huge number for a fraction",
			doc:    `"type": "float", "value": 1` + zeros(400),
			raises: "OverflowError: int too large to convert to float",
		},
		{
			name:   "the default's exception comes before the value's",
			doc:    `"type": "int", "value": "v", "default_value": "d"`,
			raises: "ValueError: invalid literal for int() with base 10: 'd'",
		},

		{
			name:   "depends_on a number",
			doc:    optional + `"depends_on": 5`,
			raises: "TypeError: object of type 'int' has no len()",
		},
		{
			name:   "depends_on a boolean",
			doc:    optional + `"depends_on": true`,
			raises: "TypeError: object of type 'bool' has no len()",
		},
		{
			name:   "depends_on a text",
			doc:    optional + `"depends_on": "ssl"`,
			raises: "TypeError: string indices must be integers, not 'str'",
		},
		{
			name:   "depends_on an object",
			doc:    optional + `"depends_on": {"field": "f", "value": 1}`,
			raises: "TypeError: string indices must be integers, not 'str'",
		},
		{
			name:   "a condition that is null",
			doc:    optional + `"depends_on": [null]`,
			raises: "TypeError: 'NoneType' object is not subscriptable",
		},
		{
			name:   "a condition that is a list",
			doc:    optional + `"depends_on": [[1]]`,
			raises: "TypeError: list indices must be integers or slices, not str",
		},
		{
			name:   "a condition without field",
			doc:    optional + `"depends_on": [{"value": 1}]`,
			raises: "KeyError: 'field'",
		},
		{
			name:   "a condition without value",
			doc:    optional + `"depends_on": [{"field": "f"}]`,
			raises: "KeyError: 'value'",
		},
		{
			name:   "a condition without value on no field",
			doc:    optional + `"depends_on": [{"field": "x"}]`,
			raises: "ConfigurableFieldDependencyError: 'f' depends on configuration 'x', but it does not exist.",
		},
		{
			name:   "a condition on a number",
			doc:    optional + `"depends_on": [{"field": 5, "value": 1}]`,
			raises: "ConfigurableFieldDependencyError: 'f' depends on configuration '5', but it does not exist.",
		},
		{
			name:   "a condition on null",
			doc:    optional + `"depends_on": [{"field": null, "value": 1}]`,
			raises: "ConfigurableFieldDependencyError: 'f' depends on configuration 'None', but it does not exist.",
		},
		{
			name:   "a condition on a list",
			doc:    optional + `"depends_on": [{"field": ["f"], "value": 1}]`,
			raises: "TypeError: unhashable type: 'list'",
		},
		{
			name:  "an empty text for depends_on is no condition",
			doc:   `"value": "x", "depends_on": ""`,
			value: `"x"`,
		},
		{
			name:  "nor is an empty object",
			doc:   `"value": "x", "depends_on": {}`,
			value: `"x"`,
		},

		{
			name:   "validations a number",
			doc:    optional + `"validations": 5`,
			raises: "TypeError: 'int' object is not iterable",
		},
		{
			name:   "validations a text",
			doc:    optional + `"validations": "x"`,
			raises: "TypeError: string indices must be integers, not 'str'",
		},
		{
			name:   "validations an object",
			doc:    optional + `"validations": {"type": "regex"}`,
			raises: "TypeError: string indices must be integers, not 'str'",
		},
		{
			name:  "validations an empty object",
			doc:   `"value": "x", "validations": {}`,
			value: `"x"`,
		},
		{
			name:   "a rule that is a number",
			doc:    optional + `"validations": [1.5]`,
			raises: "TypeError: 'float' object is not subscriptable",
		},
		{
			name:   "a rule without type",
			doc:    optional + `"validations": [{"constraint": 1}]`,
			raises: "KeyError: 'type'",
		},
		{
			name:  "a rule of type null is unset",
			doc:   `"value": "x", "validations": [{"type": null, "constraint": 1}]`,
			value: `"x"`,
		},
		{
			name:  "a rule whose type is a list is unknown",
			doc:   `"value": "x", "validations": [{"type": [1], "constraint": 1}]`,
			value: `"x"`,
		},
	} {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			b.check(t)
		})
	}
}

func zeros(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = '0'
	}
	return string(b)
}
