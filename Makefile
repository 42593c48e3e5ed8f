# connwiz. Needs Go, git, make and gcc (for the race detector).

GO      ?= go
BIN     := bin/connwiz
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
COMMIT  ?= $(shell git rev-parse HEAD 2>/dev/null || echo unknown)
DATE    ?= $(shell git log -1 --format=%cI 2>/dev/null || echo unknown)
LDFLAGS := -s -w -X main.version=$(VERSION) -X main.commit=$(COMMIT) -X main.date=$(DATE)
# The tools have a module of their own, so that the program's stays small.
TOOL    := $(GO) tool -modfile=.ci/tools/go.mod

.PHONY: build demo test check format vet lint race rules bench clean

build: ## the stripped program
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o $(BIN) ./cmd/connwiz

demo: build ## the wizard on its embedded stand-in
	$(BIN) demo

test: ## all tests
	$(GO) test ./...

check: format vet lint rules race ## everything that must hold before a change lands

format:
	@files="$$(gofmt -l cmd client schema ui)"; \
	if [ -n "$$files" ]; then echo "not formatted:"; echo "$$files"; exit 1; fi

vet:
	$(GO) vet ./...

lint:
	$(TOOL) staticcheck ./...

rules: ## house rules that no linter knows: sizes, imports, words
	cd .ci/tools && $(GO) run ./rules ../..

race:
	$(GO) test -race ./...

bench: ## connwiz beside its budgets and beside huh; takes two minutes of an idle machine
	$(GO) run ./cmd/internal/bench

clean:
	rm -rf bin dist
