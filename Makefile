# Everything that a person or CI runs. `make` alone lists it.
#
# There is one set of build flags, here and nowhere else: -tags, -race and
# -trimpath each make Go compile Fyne's C code once more, which costs minutes.
# Tests run with -race, so `go vet` does too: it finds the same compiled packages.

SHELL := bash
.DEFAULT_GOAL := help
.NOTPARALLEL:

OS := $(shell uname -s)
, := ,

# gles halves the time to compile Fyne; Windows' graphics drivers do not all have
# it. migrated_fynedo stays out of development and tests: only without it does
# Fyne report a widget that is touched off its thread. Releases add it.
# no_animations keeps the text cursor from fading in and out for ever, which repaints
# the whole window eight times a second; what we animate ourselves is not touched.
TAGS := $(if $(filter Linux,$(OS)),gles$(,))no_animations
# The processor's profile is used for releases alone (bench-build): with it every package
# is compiled once more.
export GOFLAGS := $(strip $(GOFLAGS) -tags=$(TAGS) -buildvcs=false -pgo=off)

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS := -X main.version=$(VERSION)

# The packages with Fyne in them; all others test in seconds.
UI := ./ui/... ./cmd/accounts-manager/...
NOT_UI = $$(go list ./... | grep -v -E '^accountsmanager/(ui|cmd/accounts-manager)(/|$$)')

PROGRAMS := $(notdir $(patsubst %/main.go,%,$(wildcard cmd/*/main.go)))

TEST_FLAGS := -timeout 20m

# Only Linux needs (and has) a desktop of its own for tests: elsewhere there is
# always a screen and a keyring.
DESKTOP := $(if $(filter Linux,$(OS)),.ci/with-desktop)
HAS_DISPLAY := $(if $(filter Linux,$(OS)),$(DISPLAY)$(WAYLAND_DISPLAY),yes)

GOLANGCI_VERSION := v2.15.0
GOLANGCI := build/tools/golangci-lint-$(GOLANGCI_VERSION)
ACTIONLINT_VERSION := v1.7.12
ACTIONLINT := build/tools/actionlint-$(ACTIONLINT_VERSION)
GOVULNCHECK_VERSION := v1.9.0
GOVULNCHECK := build/tools/govulncheck-$(GOVULNCHECK_VERSION)

.PHONY: help
help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-15s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: ## install what building and testing need and this machine lacks
	@.ci/setup build test

.PHONY: build
build: ## leave the programs in build/
	@.ci/setup build
	@mkdir -p build
	go build -ldflags '$(LDFLAGS)' -o build/ $(addprefix ./cmd/,$(PROGRAMS))

.PHONY: run
ifneq ($(strip $(HAS_DISPLAY)),)
run: build ## build and start the program (ARGS="--offline" passes flags on)
	build/accounts-manager $(ARGS)
else
run:
	@echo "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): walking through the program on a virtual one instead."
	@$(MAKE) --no-print-directory tour
endif

.PHONY: tour
tour: setup build ## walk the main job on a virtual display, leave pictures in build/tour/
	@$(DESKTOP) .ci/tour

.PHONY: test
test: setup vet ## every test, with a real keyring and a virtual display
	@$(DESKTOP) $(MAKE) --no-print-directory --keep-going test-core test-ui

.PHONY: test-core
test-core: ## the tests of all packages without Fyne
	go test -race $(TEST_FLAGS) $(NOT_UI)

.PHONY: test-ui
test-ui: ## the tests of the packages with Fyne
	go test -race $(TEST_FLAGS) $(UI)
	go test $(TEST_FLAGS) -run EveryStory ./ui/storybook

.PHONY: test-all
test-all: setup vet ## every test with every case, which takes the better part of an hour
	@AM_TEST_ALL=1 $(DESKTOP) $(MAKE) --no-print-directory --keep-going TEST_FLAGS='-timeout 60m -v' test-core test-ui

# Findings become seeds in testdata/fuzz, which the tests run.
FUZZTIME ?= 10m

.PHONY: fuzz
fuzz: ## every fuzz target, FUZZTIME (10m) each, one after the other; FUZZ=NAMES for some
	@.ci/setup build
	@FUZZTIME='$(FUZZTIME)' FUZZ='$(FUZZ)' .ci/fuzz $(NOT_UI)

.PHONY: vet
vet: ## what the compiler does not say
	go vet -race ./...

.PHONY: lint
lint: $(GOLANGCI) ## golangci-lint with .golangci.yml (its first build takes minutes)
	$(GOLANGCI) run ./...

$(GOLANGCI):
	@mkdir -p $(@D)
	GOFLAGS= GOBIN=$(CURDIR)/build/tools go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	@mv build/tools/golangci-lint $@

lint: lint-ci

.PHONY: lint-ci
lint-ci: $(ACTIONLINT) ## the scripts of .ci and the workflows, those scripts in them too
	@.ci/setup lint
	shellcheck .ci/*
	$(ACTIONLINT)

$(ACTIONLINT):
	@mkdir -p $(@D)
	GOFLAGS= GOBIN=$(CURDIR)/build/tools go install github.com/rhysd/actionlint/cmd/actionlint@$(ACTIONLINT_VERSION)
	@mv build/tools/actionlint $@

.PHONY: vulncheck
vulncheck: $(GOVULNCHECK) ## known vulnerabilities in what the programs use (asks an online database)
	GOFLAGS= $(GOVULNCHECK) -tags $(TAGS) ./...

$(GOVULNCHECK):
	@mkdir -p $(@D)
	GOFLAGS= GOBIN=$(CURDIR)/build/tools go install golang.org/x/vuln/cmd/govulncheck@$(GOVULNCHECK_VERSION)
	@mv build/tools/govulncheck $@

.PHONY: bench
bench: setup bench-build ## every benchmark, and the built program measured from outside (takes a quarter of an hour)
	set -o pipefail; go test -run '^$$' -bench . -benchmem $(NOT_UI) | tee build/bench/core.txt
	set -o pipefail; $(DESKTOP) go test -run '^$$' -bench . -benchmem $(UI) | tee build/bench/ui.txt
	$(DESKTOP) go run ./cmd/internal/speed -programs build/bench -times 5 > build/bench/speed.json

SOAK_FOR ?= 20m

.PHONY: soak
soak: setup build ## use the program for 20 minutes and see whether it holds more and more (SOAK_FOR=5m is shorter)
	$(DESKTOP) go run ./cmd/internal/soak -for $(SOAK_FOR)

.PHONY: bench-build
bench-build: ## the programs as a release has them, in build/bench
	@mkdir -p build/bench
	GOFLAGS='-tags=$(TAGS)$(,)migrated_fynedo -buildvcs=false' go build -pgo cmd/accounts-manager/default.pgo -ldflags '-s -w $(LDFLAGS)' -o build/bench/ $(addprefix ./cmd/,$(PROGRAMS))
	@ls -l build/bench/accounts-manager

# What is packed is compiled once more than for tests: without the race detector, with
# the processor's profile, and with no path of this computer in it. accountsctl and the
# sandbox need no C compiler, and no other system to be built for it.
PACKAGE_VERSION ?= $(shell .ci/version)
RELEASE := -buildvcs=false -trimpath
RELEASE_LDFLAGS = -s -w -X main.version=$(PACKAGE_VERSION)
ARCH := $(shell go env GOARCH)
CTL_PLATFORMS := linux-amd64 linux-arm64 windows-amd64 windows-arm64 darwin-amd64 darwin-arm64

WINRES_VERSION := v0.3.3
WINRES := build/tools/go-winres-$(WINRES_VERSION)
export GO_WINRES := $(WINRES)
# What is in a package, for programs that look for known vulnerabilities.
CYCLONEDX_VERSION := v1.10.0
CYCLONEDX := build/tools/cyclonedx-gomod-$(CYCLONEDX_VERSION)
export CYCLONEDX_GOMOD := $(CYCLONEDX)
# What Windows shows of a file is linked into it.
WITH_RESOURCES = .ci/with-resources $(1) $(PACKAGE_VERSION)
WINDOWS_CC := x86_64-w64-mingw32-gcc

# The elder macOS that Go still runs on, and both processors that it has.
export MACOS_LEAST := 12.0
MACOS_ARCHS := arm64 amd64

.PHONY: package
package: $(CYCLONEDX) ## packages for Linux and Windows, and accountsctl for six systems, in build/package
	@.ci/setup build package
	@rm -rf build/package
	@$(MAKE) --no-print-directory release-accountsctl release-linux release-windows
	.ci/package accountsctl linux windows sums

.PHONY: package-macos
package-macos: $(CYCLONEDX) ## the application and its disk image for macOS, in build/package (on macOS only)
	@.ci/setup build package
	@rm -rf build/package
	@$(MAKE) --no-print-directory release-macos
	.ci/package macos

.PHONY: test-windows
test-windows: ## try the programs for Windows under wine, on a virtual display
	@.ci/setup build test package wine
	@$(MAKE) --no-print-directory release-windows release-accountsctl-windows-amd64
	AM_WINDOWS_PROGRAMS=$(CURDIR)/build/release/windows-amd64 .ci/with-desktop .ci/with-wine go test -race -count 1 $(TEST_FLAGS) -run 'Wine|Windows' ./cmd/accounts-manager

.PHONY: release-linux
release-linux:
	GOFLAGS='$(RELEASE) -tags=$(TAGS)$(,)migrated_fynedo' go build -pgo cmd/accounts-manager/default.pgo -ldflags '$(RELEASE_LDFLAGS) -extldflags=-Wl$(,)-z$(,)now' -o build/release/linux-$(ARCH)/ ./cmd/accounts-manager
	GOFLAGS='$(RELEASE) -pgo=off' CGO_ENABLED=0 go build -ldflags '$(RELEASE_LDFLAGS)' -o build/release/linux-$(ARCH)/ ./cmd/accountsctl ./cmd/crossbar-sandbox

.PHONY: release-windows
release-windows: $(WINRES)
	GOFLAGS='$(RELEASE) -tags=no_animations$(,)migrated_fynedo' CGO_ENABLED=1 CC=$(WINDOWS_CC) GOOS=windows GOARCH=amd64 $(call WITH_RESOURCES,accounts-manager) go build -pgo cmd/accounts-manager/default.pgo -ldflags '-H=windowsgui $(RELEASE_LDFLAGS)' -o build/release/windows-amd64/ ./cmd/accounts-manager

.PHONY: release-accountsctl
release-accountsctl: $(CTL_PLATFORMS:%=release-accountsctl-%)

.PHONY: $(CTL_PLATFORMS:%=release-accountsctl-%)
$(CTL_PLATFORMS:%=release-accountsctl-%): release-accountsctl-%: $(WINRES)
	GOFLAGS='$(RELEASE) -pgo=off' CGO_ENABLED=0 GOOS=$(word 1,$(subst -, ,$*)) GOARCH=$(word 2,$(subst -, ,$*)) $(if $(filter windows-%,$*),$(call WITH_RESOURCES,accountsctl)) go build -ldflags '$(RELEASE_LDFLAGS)' -o build/release/$*/ ./cmd/accountsctl

.PHONY: release-macos
release-macos: $(MACOS_ARCHS:%=release-macos-%)
	@mkdir -p build/release/darwin-universal
	lipo -create -output build/release/darwin-universal/accounts-manager $(MACOS_ARCHS:%=build/release/darwin-%/accounts-manager)

.PHONY: $(MACOS_ARCHS:%=release-macos-%)
$(MACOS_ARCHS:%=release-macos-%): release-macos-%:
	GOFLAGS='$(RELEASE) -tags=no_animations$(,)migrated_fynedo' CGO_ENABLED=1 GOOS=darwin GOARCH=$* MACOSX_DEPLOYMENT_TARGET=$(MACOS_LEAST) go build -pgo cmd/accounts-manager/default.pgo -ldflags '$(RELEASE_LDFLAGS)' -o build/release/darwin-$*/ ./cmd/accounts-manager

$(CYCLONEDX):
	@mkdir -p $(@D)
	GOFLAGS= GOBIN=$(CURDIR)/build/tools go install github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@$(CYCLONEDX_VERSION)
	@mv build/tools/cyclonedx-gomod $@

$(WINRES):
	@mkdir -p $(@D)
	GOFLAGS= GOBIN=$(CURDIR)/build/tools go install github.com/tc-hib/go-winres@$(WINRES_VERSION)
	@mv build/tools/go-winres $@

.PHONY: clean
clean: ## remove build/
	rm -rf build
