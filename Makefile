# `make` alone prints this help; every target is safe to repeat and ends non-zero when what it says did not happen.
SHELL := bash
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help lab up images deploy verify policies test another registry prove page race soak bench bench-services bench-growth bench-up bench-compare lint scan fuzz sbom unit it labs labs-update logs down clean
export CLUSTER ?= naming-of-cats
export CONTEXT ?= kind-$(CLUSTER)
# That of an earlier run would be taken for this one's where none comes about.
REPORT = target/lab-report/{report.json,junit.xml,index.html}

help: ## this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

lab: ## everything: cluster, images, deployment, and the table that says which name works from where
	@rm -f $(REPORT)
	@cluster/up.sh --with-lab
	@CONTEXT=kind-$(CLUSTER) probe/probe verify

up: ## the kind cluster with MetalLB and Contour
	@cluster/up.sh

images: ## build the Java images
	@cluster/docker.sh start
	@cluster/images.sh

deploy: ## put the images and k8s/ into the cluster
	@cluster/deploy.sh

verify: ## ask every path from everywhere; report in target/lab-report
	@rm -f $(REPORT)
	@probe/probe verify

policies: ## have NetworkPolicies enforced, which the pod network of a cluster that was built here does not; until `make down`
	@cluster/policies.sh

test: ## lint, unit tests, the lab, integration tests, lab pages; CI runs another, prove, race, scan, fuzz and sbom besides, at night
	@cluster/test.sh

another: ## the probe against a cluster that make did not make: nftables, other ranges, one node, no add-ons
	@cluster/test-another.sh

registry: ## the lab from an image registry: Debian's own stands in for the public ones
	@cluster/test-registry.sh

prove: ## break one thing at a time: exactly the right checks must notice (six minutes)
	@probe/probe prove

page: ## the lab in a browser of this machine while it lives: pods, paths, requests, races; until Ctrl-C
	@probe/probe page

race: ## requests by every path while things happen to the cluster: what is lost, and for how long (a quarter of an hour)
	@probe/probe race

soak: ## verify for MINUTES (30) with a fault every minute: does anything grow, does anything stay behind?
	@probe/probe soak --minutes $(or $(MINUTES),30)

bench: ## what each name of a pod costs, beside C and nginx (twenty-five minutes on a machine that does nothing else; ends with 1 while an aim is missed)
	@floor=$$(cluster/floor/build.sh) && probe/probe bench --floor "$$floor" $(if $(ROUNDS),--rounds $(ROUNDS))

bench-services: ## what a service costs before anybody asks it: start, pod, memory, image
	@image=$$(cluster/floor/image.sh) && fast=$$(cluster/floor/fast-jar.sh) && probe/probe bench services --floor-image "$$image" --fast-jar-image "$$fast"

bench-growth: ## what a new connection by ClusterIP costs with 0, 100, 1,000 and 5,000 other Services; MODE=nftables in a cluster of its own
	@$(if $(MODE),cluster/bench-growth.sh "$$MODE",probe/probe bench growth)

bench-up: ## what `make lab` costs beside a bare cluster, phase by phase (ROUNDS=3, six minutes; the lab is made anew; COLD=3: from nothing three times, half an hour more)
	@cluster/bench-up.sh

bench-compare: ## the last bench (or FRESH=file) beside the recorded one: what is slower by more than the spread is named
	@probe/probe bench compare $(if $(FRESH),--fresh $(FRESH))

lint: ## shellcheck and yamllint, what targets say to bad input, and scripts where Docker only pretends
	@cluster/lint.sh
	@cluster/test-bad-input.sh
	@cluster/test-scripts.sh

scan: ## kube-score and checkov over k8s/: no finding without a reason
	@cluster/scan.sh

fuzz: ## schemathesis against the agent and the services: no answer is a 5xx
	@cluster/test-fuzz.sh

sbom: ## what each image is made of, as CycloneDX, into target/sbom
	@cluster/sbom.sh

unit: ## unit tests; no cluster needed
	@cluster/maven.sh test

# The goals themselves and not `verify`: that would package anew, and the images would seem to have changed.
it: ## integration tests (*IT) against the cluster that is up
	@cluster/maven.sh -pl api,probe test-compile failsafe:integration-test failsafe:verify -DskipITs=false

labs: ## run every command of the lab pages
	@probe/probe labs labs/

labs-update: ## run the lab pages and write into them what came out, and draw their pictures
	@probe/probe labs --update labs/

logs: ## the cluster's logs, into a folder
	@cluster/logs.sh

down: ## take the cluster down, and all that came with it
	@cluster/down.sh

clean: ## down, and empty the cache
	@cluster/clean.sh
