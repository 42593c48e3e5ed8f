# connwiz. Needs Go, git, make and gcc (for the race detector).

GO      ?= go
BIN     := bin/connwiz
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
COMMIT  ?= $(shell git rev-parse HEAD 2>/dev/null || echo unknown)
DATE    ?= $(shell git log -1 --format=%cI 2>/dev/null || echo unknown)
LDFLAGS := -s -w -X main.version=$(VERSION) -X main.commit=$(COMMIT) -X main.date=$(DATE)
# Elasticsearch speaks HTTP/1.1, and so do all tests: net/http's HTTP/2 would only
# be half a megabyte more.
TAGS    := nethttpomithttp2
# Most tests wait for a terminal or a server more than they work, so that more of them
# than there are cores can run.
AT_ONCE := -parallel 6
# The tools have a module of their own, so that the program's stays small.
TOOL    := $(GO) tool -modfile=.ci/tools/go.mod

.PHONY: build demo test check format vet lint race rules cover verify licences vuln cross bench faults monkey screenshots dist dist-check clean

build: ## the stripped program
	CGO_ENABLED=0 $(GO) build -trimpath -tags $(TAGS) -ldflags '$(LDFLAGS)' -o $(BIN) ./cmd/connwiz

demo: build ## the wizard on its embedded stand-in
	$(BIN) demo

test: ## all tests, and how much of the code they run
	$(GO) test -cover $(AT_ONCE) ./...

check: format vet lint rules verify licences cover race ## everything that must hold before a change lands

format:
	@files="$$(gofmt -l cmd client schema ui)"; \
	if [ -n "$$files" ]; then echo "not formatted:"; echo "$$files"; exit 1; fi

vet:
	$(GO) vet ./...

lint:
	$(TOOL) staticcheck ./...

rules: ## house rules that no linter knows: sizes, imports, words
	cd .ci/tools && $(GO) run ./rules ../..

race: # four at once: more of them are slowed down by the detector than wait
	$(GO) test -race -parallel 4 ./...

cover: ## the rooms that decide what a value means are tested to 95 %
	@$(GO) test -cover ./schema ./schema/draft | awk '{ print } /^(---|FAIL)/ { bad = 1 } \
		{ for (i = 1; i < NF; i++) if ($$i == "coverage:" && $$(i + 1) + 0 < 95) { print "below 95 %"; bad = 1 } } END { exit bad }'

verify: ## the modules are what go.sum says
	$(GO) mod verify
	cd .ci/tools && $(GO) mod verify

licences: ## the licence of every module that is linked in; none is copyleft
	cd .ci/tools && $(GO) test ./licences && $(GO) run ./licences ../..

vuln: ## known vulnerabilities, where the data can be had
	.ci/vuln

cross: ## it compiles where it can't be run here; make dist builds for all six
	@for on in windows/amd64 darwin/arm64; do \
		echo "build for $$on"; \
		CGO_ENABLED=0 GOOS=$${on%/*} GOARCH=$${on#*/} $(GO) build -trimpath -tags $(TAGS) -o /dev/null ./cmd/connwiz || exit 1; \
	done

dist: ## archives, packages, checksums and bills of materials in dist/
	cd .ci/dist && $(GO) run . -root ../.. -out ../../dist -version '$(VERSION)' -date '$(DATE)' -tags $(TAGS) -ldflags '$(LDFLAGS)'

dist-check: dist ## the same commit makes the same bytes
	mkdir -p bin && rm -rf bin/dist-again && mv dist bin/dist-again
	$(MAKE) dist >/dev/null
	diff -r dist bin/dist-again && rm -rf bin/dist-again && echo "the same bytes twice"

faults: ## every fault against every command and screen, and how many that are
	CONNWIZ_FAULTS=1 $(GO) test ./cmd/internal/command -run TestEveryFault -count=1 -v | grep -E ' cells|^(---|FAIL|ok)'

monkey: ## a million random events over all screens; takes five minutes
	CONNWIZ_MONKEY=1000000 $(GO) test ./ui -run TestRandomKeys -count=1 -timeout 60m

screenshots: build ## the pictures of the README, from the real program
	CONNWIZ_PICTURES=1 $(GO) test ./cmd/connwiz -run TestPictures -count=1

bench: ## connwiz beside its budgets and beside huh; takes two minutes of an idle machine
	$(GO) run ./cmd/internal/bench

clean:
	rm -rf bin dist
