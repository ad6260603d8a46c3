package org.stackdeck.api;

import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.FakeGrants;
import org.stackdeck.access.FakeOwnership;
import org.stackdeck.access.FakeRoles;
import org.stackdeck.access.FakeWhoCan;
import org.stackdeck.audit.RecordedAudit;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.FakeClouds;
import org.stackdeck.cloud.FakeCompute;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.FakeGroups;
import org.stackdeck.identity.FakeLoginSessions;
import org.stackdeck.identity.FakeSecondFactors;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.FakeSeeAs;
import org.stackdeck.inventory.SeeAs;
import org.stackdeck.keypairs.FakeKeyPairs;
import org.stackdeck.operations.FakeConsoleLogs;
import org.stackdeck.operations.FakeConsoles;
import org.stackdeck.operations.FakeDeletedServers;
import org.stackdeck.operations.FakeLaunches;
import org.stackdeck.operations.FakeOperations;
import org.stackdeck.operations.FakeProtection;
import org.stackdeck.operations.FakeTimelines;
import org.stackdeck.operations.FakeUsages;
import org.stackdeck.operations.FakeUsualDurations;
import org.stackdeck.platform.MovableClock;
import org.stackdeck.quotas.FakeQuotas;
import org.stackdeck.quotas.Quotas;
import org.stackdeck.recipes.FakeRecipes;
import org.stackdeck.requests.FakeRequests;

/** Fakes of the modules below the REST API. Not annotated, so that component scans of the whole application skip it. */
class ApiFakes {

    static final CloudName OTHER = new CloudName("other");
    static final Project ONE_SHARED = new Project(AServer.CLOUD, new ProjectId("p-shared-1"), "shared");
    static final Project OTHER_SHARED = new Project(AServer.CLOUD, new ProjectId("p-shared-2"), "shared");
    static final Project ELSEWHERE = new Project(OTHER, new ProjectId("p-else"), "elsewhere");

    @Bean
    MovableClock clock() {
        return new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    }

    @Bean
    FakeAccess access(MovableClock clock) {
        return new FakeAccess(clock);
    }

    @Bean
    FakeInventory inventory(FakeAccess access) {
        return new FakeInventory(access);
    }

    @Bean
    SeeAs seeAs(FakeInventory inventory, FakeAccess access, FakeDirectory directory, RecordedAudit audit) {
        return FakeSeeAs.of(inventory, access, directory, audit);
    }

    @Bean
    FakeDeletedServers deleted(FakeAccess access) {
        return new FakeDeletedServers(access);
    }

    @Bean
    FakeProtection protection(
            FakeAccess access, FakeInventory inventory, FakeDeletedServers deleted, MovableClock clock) {
        return new FakeProtection(access, inventory, deleted, clock);
    }

    @Bean
    FakeOperations operations(
            FakeAccess access,
            FakeInventory inventory,
            FakeProtection protection,
            FakeDeletedServers deleted,
            MovableClock clock) {
        return new FakeOperations(access, inventory, protection, deleted, clock);
    }

    @Bean
    FakeUsualDurations usualDurations() {
        return new FakeUsualDurations();
    }

    @Bean
    FakeLaunches launches(FakeAccess access, FakeClouds clouds, MovableClock clock) {
        return new FakeLaunches(access, clouds, clock);
    }

    @Bean
    FakeKeyPairs keyPairs() {
        return new FakeKeyPairs();
    }

    @Bean
    FakeRecipes recipes(FakeAccess access, FakeGroups groups, FakeDirectory directory, FakeLaunches launches) {
        return new FakeRecipes(access, groups, directory, launches);
    }

    @Bean
    FakeTimelines timelines(FakeAccess access, FakeInventory inventory) {
        return new FakeTimelines(inventory, access);
    }

    @Bean
    FakeUsages usages(FakeAccess access, FakeInventory inventory) {
        return new FakeUsages(inventory, access);
    }

    @Bean
    FakeConsoles consoles(FakeAccess access, FakeInventory inventory) {
        return new FakeConsoles(inventory, access);
    }

    @Bean
    FakeConsoleLogs consoleLogs(FakeAccess access, FakeInventory inventory, MovableClock clock) {
        return new FakeConsoleLogs(inventory, access, clock);
    }

    @Bean
    FakeDirectory directory() {
        return new FakeDirectory();
    }

    @Bean
    FakeLoginSessions sessions(MovableClock clock) {
        return new FakeLoginSessions(clock);
    }

    @Bean
    FakeSecondFactors secondFactors() {
        return new FakeSecondFactors();
    }

    @Bean
    FakeGrants grants(FakeDirectory directory) {
        return new FakeGrants(directory);
    }

    @Bean
    FakeRequests requests(
            FakeDirectory directory,
            MovableClock clock,
            FakeInventory inventory,
            FakeAccess access,
            FakeGrants grants) {
        return FakeRequests.of(directory, clock, inventory, access, grants);
    }

    @Bean
    FakeRoles roles(FakeDirectory directory) {
        return new FakeRoles(directory);
    }

    @Bean
    FakeWhoCan whoCan(FakeDirectory directory) {
        return new FakeWhoCan(directory);
    }

    @Bean
    FakeOwnership ownership(FakeDirectory directory) {
        return new FakeOwnership(directory);
    }

    @Bean
    FakeGroups groups(FakeDirectory directory) {
        return new FakeGroups(directory);
    }

    @Bean
    RecordedAudit audit() {
        return new RecordedAudit();
    }

    @Bean
    FakeClouds clouds() {
        return new FakeClouds(
                new FakeCompute(AServer.STAFF, AServer.RESEARCH, ONE_SHARED, OTHER_SHARED), new FakeCompute(ELSEWHERE));
    }

    @Bean
    Quotas quotas(FakeClouds clouds, FakeAccess access, MovableClock clock) {
        return FakeQuotas.of(clouds, access, clock);
    }

    @Bean
    JwtDecoder noTokenIsGood() {
        return token -> {
            throw new BadJwtException("none is");
        };
    }
}
