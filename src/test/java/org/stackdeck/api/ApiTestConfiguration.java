package org.stackdeck.api;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.grant.FakeGrantService;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.access.report.FakeResourceAccessReportService;
import org.stackdeck.access.role.FakeRoleService;
import org.stackdeck.accessrequests.FakeAccessRequestService;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.TestAdminActionExecutors;
import org.stackdeck.identity.factor.FakeSecondFactorStatusService;
import org.stackdeck.identity.group.FakeGroupService;
import org.stackdeck.identity.session.FakeLoginSessionService;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.ImpersonationService;
import org.stackdeck.inventory.TestImpersonationServices;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.keypairs.FakeUserKeyPairService;
import org.stackdeck.launchtemplates.FakeLaunchTemplateService;
import org.stackdeck.notices.webhook.FakeGroupWebhookService;
import org.stackdeck.operations.FakeActionDurationEstimator;
import org.stackdeck.operations.FakeDeletionProtectionService;
import org.stackdeck.operations.FakeImageDataUploadService;
import org.stackdeck.operations.FakeLaunchService;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.detail.FakeImageMemberQueryService;
import org.stackdeck.operations.detail.FakeServerConsoleService;
import org.stackdeck.operations.detail.FakeServerTimelineService;
import org.stackdeck.operations.detail.FakeServerUsageService;
import org.stackdeck.operations.detail.FakeSoftDeletedServerLookup;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.quotas.QuotaService;

/**
 * Fakes of the modules below the REST API. The class has no annotation, so that component scans of the whole
 * application skip it.
 */
public class ApiTestConfiguration {

    public static final CloudName OTHER = new CloudName("other");
    static final Project ONE_SHARED = new Project(ServerBuilder.CLOUD, new ProjectId("p-shared-1"), "shared");
    public static final Project OTHER_SHARED = new Project(ServerBuilder.CLOUD, new ProjectId("p-shared-2"), "shared");
    public static final Project ELSEWHERE = new Project(OTHER, new ProjectId("p-else"), "elsewhere");

    @Bean
    Tracer tracer() {
        return TracerProvider.noop().get("test");
    }

    @Bean
    MutableClock clock() {
        return new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    }

    @Bean
    FakeAccessDecisionService accessDecisionService(MutableClock clock) {
        return new FakeAccessDecisionService(clock);
    }

    @Bean
    FakeInventory inventory(FakeAccessDecisionService fakeAccessDecisionService) {
        return new FakeInventory(fakeAccessDecisionService);
    }

    @Bean
    FakeResourceInventory resourceInventory(FakeAccessDecisionService fakeAccessDecisionService) {
        return new FakeResourceInventory(fakeAccessDecisionService);
    }

    @Bean
    ImpersonationService impersonationService(
            FakeInventory inventory,
            FakeAccessDecisionService fakeAccessDecisionService,
            FakeUserDirectory directory,
            FakeAuditTrail trail) {
        return TestImpersonationServices.of(inventory, fakeAccessDecisionService, directory, trail);
    }

    @Bean
    FakeSoftDeletedServerLookup deleted(FakeAccessDecisionService fakeAccessDecisionService) {
        return new FakeSoftDeletedServerLookup(fakeAccessDecisionService);
    }

    @Bean
    FakeDeletionProtectionService deletionProtection(
            FakeAccessDecisionService fakeAccessDecisionService,
            FakeInventory inventory,
            FakeSoftDeletedServerLookup deleted,
            MutableClock clock) {
        return new FakeDeletionProtectionService(fakeAccessDecisionService, inventory, deleted, clock);
    }

    @Bean
    FakeOperationService operationService(
            FakeAccessDecisionService fakeAccessDecisionService,
            FakeInventory inventory,
            FakeDeletionProtectionService fakeDeletionProtectionService,
            FakeSoftDeletedServerLookup deleted,
            FakeResourceInventory resources,
            MutableClock clock) {
        return new FakeOperationService(
                fakeAccessDecisionService, inventory, fakeDeletionProtectionService, deleted, resources, clock);
    }

    @Bean
    FakeImageDataUploadService imageUploadService() {
        return new FakeImageDataUploadService();
    }

    @Bean
    FakeActionDurationEstimator actionDurationEstimator() {
        return new FakeActionDurationEstimator();
    }

    @Bean
    FakeLaunchService launchService(
            FakeAccessDecisionService fakeAccessDecisionService,
            FakeInventory inventory,
            FakeClouds clouds,
            MutableClock clock) {
        return new FakeLaunchService(fakeAccessDecisionService, inventory, clouds, clock);
    }

    @Bean
    FakeUserKeyPairService keyPairStore() {
        return new FakeUserKeyPairService();
    }

    @Bean
    FakeLaunchTemplateService launchTemplateService(
            FakeAccessDecisionService fakeAccessDecisionService,
            FakeGroupService fakeGroupService,
            FakeUserDirectory directory,
            FakeLaunchService fakeLaunchService) {
        return new FakeLaunchTemplateService(fakeAccessDecisionService, fakeGroupService, directory, fakeLaunchService);
    }

    @Bean
    FakeServerTimelineService serverTimelineService(
            FakeAccessDecisionService fakeAccessDecisionService, FakeInventory inventory) {
        return new FakeServerTimelineService(inventory, fakeAccessDecisionService);
    }

    @Bean
    FakeServerUsageService serverUsageService(
            FakeAccessDecisionService fakeAccessDecisionService, FakeInventory inventory) {
        return new FakeServerUsageService(inventory, fakeAccessDecisionService);
    }

    @Bean
    FakeServerConsoleService serverConsoleService(
            FakeAccessDecisionService fakeAccessDecisionService, FakeInventory inventory, MutableClock clock) {
        return new FakeServerConsoleService(inventory, fakeAccessDecisionService, clock);
    }

    @Bean
    FakeUserDirectory userDirectory() {
        return new FakeUserDirectory();
    }

    @Bean
    FakeLoginSessionService browserSessionService(MutableClock clock) {
        return new FakeLoginSessionService(clock);
    }

    @Bean
    FakeSecondFactorStatusService secondFactorStatusService() {
        return new FakeSecondFactorStatusService();
    }

    @Bean
    FakeGrantService grantService(FakeUserDirectory directory) {
        return new FakeGrantService(directory);
    }

    @Bean
    FakeAccessRequestService requests(
            FakeUserDirectory directory,
            MutableClock clock,
            FakeInventory inventory,
            FakeResourceInventory resources,
            FakeAccessDecisionService fakeAccessDecisionService,
            FakeGrantService fakeGrantService) {
        return FakeAccessRequestService.of(
                directory, clock, inventory, resources, fakeAccessDecisionService, fakeGrantService);
    }

    @Bean
    FakeRoleService roleService(FakeUserDirectory directory) {
        return new FakeRoleService(directory);
    }

    @Bean
    FakeResourceAccessReportService resourceAccessReportService(FakeUserDirectory directory) {
        return new FakeResourceAccessReportService(directory);
    }

    @Bean
    FakeOwnershipService ownershipService(FakeUserDirectory directory) {
        return new FakeOwnershipService(directory);
    }

    @Bean
    FakeGroupService groupService(FakeUserDirectory directory) {
        return new FakeGroupService(directory);
    }

    @Bean
    FakeGroupWebhookService groupWebhookService() {
        return new FakeGroupWebhookService();
    }

    @Bean
    FakeAuditTrail audit() {
        return new FakeAuditTrail();
    }

    @Bean
    AdminActionExecutor adminActionExecutor(FakeUserDirectory directory, FakeAuditTrail trail) {
        return TestAdminActionExecutors.of(directory, trail);
    }

    @Bean
    FakeClouds clouds() {
        return new FakeClouds(
                new FakeCompute(ServerBuilder.STAFF, ServerBuilder.RESEARCH, ONE_SHARED, OTHER_SHARED),
                new FakeCompute(ELSEWHERE));
    }

    @Bean
    FakeImageMemberQueryService imageMemberQueryService() {
        return new FakeImageMemberQueryService();
    }

    @Bean
    QuotaService quotaStore(
            FakeClouds clouds, FakeAccessDecisionService fakeAccessDecisionService, MutableClock clock) {
        return new QuotaService(clouds, fakeAccessDecisionService, clock);
    }

    @Bean
    JwtDecoder noTokenIsGood() {
        return token -> {
            throw new BadJwtException("none is");
        };
    }
}
