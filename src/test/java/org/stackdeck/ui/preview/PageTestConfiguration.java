package org.stackdeck.ui.preview;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Subject;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.access.report.FakeResourceAccessReportService;
import org.stackdeck.accessrequests.FakeAccessRequestService;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.FakeChangeHintSource;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.CloudEntryReport;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.client.FakeSelectableResourceReader;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.diagnostics.FakeDiagnosticsService;
import org.stackdeck.history.FakeExternalServerChangeService;
import org.stackdeck.history.FakeQuotaHistoryService;
import org.stackdeck.history.FakeServerCountHistoryService;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.FakeUserSettingsService;
import org.stackdeck.identity.account.UserSettingsService;
import org.stackdeck.identity.factor.FakeReauthenticationService;
import org.stackdeck.identity.factor.ReauthenticationService;
import org.stackdeck.identity.group.FakeGroupService;
import org.stackdeck.identity.mail.FakeEmailAddressService;
import org.stackdeck.identity.mail.FakeMailStatusService;
import org.stackdeck.identity.notice.FakeSecurityNoticeService;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.ImpersonationService;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.TestImpersonationServices;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.keypairs.FakeUserKeyPairService;
import org.stackdeck.launchtemplates.FakeLaunchTemplateService;
import org.stackdeck.notices.FakeNoticePreferenceService;
import org.stackdeck.notices.FakeNoticeService;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.FakeActionDurationEstimator;
import org.stackdeck.operations.FakeDeletionProtectionService;
import org.stackdeck.operations.FakeImageDataUploadService;
import org.stackdeck.operations.FakeLaunchService;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.FakeResourceChoiceService;
import org.stackdeck.operations.FakeServerActionChoiceService;
import org.stackdeck.operations.LaunchService;
import org.stackdeck.operations.detail.FakeAttachedResourceService;
import org.stackdeck.operations.detail.FakeImageMemberQueryService;
import org.stackdeck.operations.detail.FakeServerConsoleService;
import org.stackdeck.operations.detail.FakeServerExportService;
import org.stackdeck.operations.detail.FakeServerTimelineService;
import org.stackdeck.operations.detail.FakeServerUsageHistoryService;
import org.stackdeck.operations.detail.FakeServerUsageService;
import org.stackdeck.operations.detail.FakeSoftDeletedServerLookup;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;
import org.stackdeck.platform.DataDirectorySpaceMonitor;
import org.stackdeck.platform.PublicUrl;
import org.stackdeck.preferences.FakePreferenceChangeNotifier;
import org.stackdeck.preferences.FakeSavedViewService;
import org.stackdeck.preferences.FakeUserPreferenceService;
import org.stackdeck.quotas.QuotaService;
import org.stackdeck.ui.ConsoleProxyProperties;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;
import org.stackdeck.ui.vaadin.OpenPageLimitProperties;

/**
 * Creates fakes of the modules below the pages. Not annotated as a configuration, so that component scans ignore it.
 */
public class PageTestConfiguration {

    public static final UserId JONAS = new UserId(UUID.fromString("00000000-0000-0000-0000-000000000001"));

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    FakeInventory inventory(AccessDecisionService accessDecisionService) {
        return new FakeInventory(accessDecisionService);
    }

    @Bean
    FakeOperationService operationService(
            AccessDecisionService accessDecisionService,
            Inventory inventory,
            DeletionProtectionCache protections,
            SoftDeletedServerLookup deleted,
            ResourceInventory resourceInventory,
            Clock clock) {
        return new FakeOperationService(
                accessDecisionService, inventory, protections, deleted, resourceInventory, clock);
    }

    @Bean
    FakeResourceInventory resourceInventory(AccessDecisionService accessDecisionService, Inventory inventory) {
        return new FakeResourceInventory(accessDecisionService, inventory::find);
    }

    @Bean
    FakeServerTimelineService serverTimelineService(Inventory inventory, AccessDecisionService accessDecisionService) {
        return new FakeServerTimelineService(inventory, accessDecisionService);
    }

    @Bean
    FakeActionDurationEstimator actionDurationEstimator() {
        return new FakeActionDurationEstimator();
    }

    @Bean
    FakeServerActionChoiceService serverActionChoiceService() {
        return new FakeServerActionChoiceService();
    }

    @Bean
    FakeLaunchService launchService(
            AccessDecisionService accessDecisionService, Inventory inventory, Clouds clouds, Clock clock) {
        return new FakeLaunchService(accessDecisionService, inventory, clouds, clock);
    }

    @Bean
    FakeImageDataUploadService imageUploadService() {
        return new FakeImageDataUploadService();
    }

    @Bean
    FakeResourceChoiceService resourceChoiceService(
            AccessDecisionService accessDecisionService, ResourceInventory resourceInventory) {
        return new FakeResourceChoiceService(accessDecisionService, resourceInventory);
    }

    @Bean
    FakeUserKeyPairService keyPairStore() {
        return new FakeUserKeyPairService();
    }

    @Bean
    FakeImageMemberQueryService imageMemberQueryService() {
        return new FakeImageMemberQueryService();
    }

    @Bean
    FakeAttachedResourceService attachedResourceService() {
        return new FakeAttachedResourceService();
    }

    @Bean
    FakeServerUsageHistoryService serverUsageHistoryService() {
        return new FakeServerUsageHistoryService();
    }

    @Bean
    FakeServerUsageService serverUsageService(Inventory inventory, AccessDecisionService accessDecisionService) {
        return new FakeServerUsageService(inventory, accessDecisionService);
    }

    @Bean
    FakeServerExportService serverExportService(Inventory inventory) {
        return new FakeServerExportService(inventory);
    }

    @Bean
    DataDirectorySpaceMonitor space() {
        return new DataDirectorySpaceMonitor(Path.of("."));
    }

    @Bean
    OpenPageLimitProperties pageLimits() {
        return new OpenPageLimitProperties(1000, 1000);
    }

    @Bean
    ConsoleProxyProperties consoleProxyProperties() {
        return new ConsoleProxyProperties(Set.of("https://console.example:6080", "wss://console.example:6083"));
    }

    @Bean
    FakeServerConsoleService serverConsoleService(
            Inventory inventory, AccessDecisionService accessDecisionService, Clock clock) {
        return new FakeServerConsoleService(inventory, accessDecisionService, clock);
    }

    @Bean
    FakeAuditTrail trail() {
        return new FakeAuditTrail();
    }

    @Bean
    ImpersonationService impersonationService(
            Inventory inventory,
            AccessDecisionService accessDecisionService,
            UserDirectory userDirectory,
            FakeAuditTrail trail) {
        return TestImpersonationServices.of(inventory, accessDecisionService, userDirectory, trail);
    }

    @Bean
    PublicUrl publicUrl() {
        return new PublicUrl("https://stackdeck.example", InetAddress.getLoopbackAddress(), 8080, "none");
    }

    @Bean
    FakePreferenceChangeNotifier preferenceChangeNotifier() {
        return new FakePreferenceChangeNotifier();
    }

    @Bean
    FakeUserPreferenceService userPreferenceService(FakePreferenceChangeNotifier preferenceChangeNotifier) {
        return new FakeUserPreferenceService(preferenceChangeNotifier);
    }

    @Bean
    FakeSavedViewService savedViewService(FakePreferenceChangeNotifier preferenceChangeNotifier) {
        return new FakeSavedViewService(preferenceChangeNotifier);
    }

    @Bean
    FakeSecurityNoticeService securityNoticeService() {
        return new FakeSecurityNoticeService();
    }

    @Bean
    FakeMailStatusService mailStatusService() {
        return new FakeMailStatusService();
    }

    @Bean
    FakeEmailAddressService emailAddressService() {
        return new FakeEmailAddressService();
    }

    @Bean
    FakeNoticePreferenceService noticePreferenceService() {
        return new FakeNoticePreferenceService();
    }

    @Bean
    FakeNoticeService noticeService(Clock clock) {
        return new FakeNoticeService(clock);
    }

    @Bean
    FakeAccessRequestService requests(UserDirectory userDirectory, Clock clock) {
        return FakeAccessRequestService.ofAnything(userDirectory, clock);
    }

    @Bean
    FakeReauthenticationService factorVerificationService() {
        return new FakeReauthenticationService();
    }

    @Bean
    ReauthenticationHandler reauthenticationHandler(
            ReauthenticationService reauthenticationService, CurrentUser currentUser) {
        return new ReauthenticationHandler(reauthenticationService, () -> "{}", currentUser);
    }

    @Bean
    AccessDecisionService accessDecisionService() {
        return new AccessDecisionService() {
            @Override
            public Subject subject(UserId user) {
                return new Subject(user, true, true, List.of());
            }

            @Override
            public Subject loadSubject(UserId user) {
                return subject(user);
            }

            @Override
            public EffectivePermissions permissions(Subject subject) {
                return EffectivePermissions.of(subject, Instant.EPOCH);
            }
        };
    }

    @Bean
    FakeSoftDeletedServerLookup deleted(AccessDecisionService accessDecisionService) {
        return new FakeSoftDeletedServerLookup(accessDecisionService);
    }

    @Bean
    FakeDeletionProtectionService deletionProtection(
            AccessDecisionService accessDecisionService,
            Inventory inventory,
            FakeSoftDeletedServerLookup deleted,
            Clock clock) {
        return new FakeDeletionProtectionService(accessDecisionService, inventory, deleted, clock);
    }

    @Bean
    FakeChangeHintSource hints() {
        return new FakeChangeHintSource();
    }

    /** Creates a reader that returns the same resources for all projects. */
    @Bean
    FakeSelectableResourceReader resources() {
        return new FakeSelectableResourceReader();
    }

    @Bean
    QuotaService quotaStore(Clouds clouds, AccessDecisionService accessDecisionService, Clock clock) {
        return new QuotaService(clouds, accessDecisionService, clock);
    }

    @Bean
    Clouds clouds(FakeSelectableResourceReader resources) {
        return new Clouds() {
            @Override
            public List<CloudName> names() {
                return List.of(ServerBuilder.CLOUD);
            }

            @Override
            public boolean isSimulated(CloudName cloud) {
                return true;
            }

            @Override
            public String address(CloudName cloud) {
                return "preview";
            }

            @Override
            public List<ComputeClient> discover(CloudName cloud) {
                return List.of();
            }

            @Override
            public Optional<ComputeClient> compute(CloudName cloud, ProjectId project) {
                return Optional.empty();
            }

            @Override
            public Optional<SelectableResourceReader> resources(CloudName cloud, ProjectId project) {
                return Optional.of(resources);
            }

            @Override
            public List<ResourceClient> resourceClients(CloudName cloud) {
                return List.of();
            }

            @Override
            public List<Project> projects() {
                return List.of(ServerBuilder.STAFF, ServerBuilder.RESEARCH);
            }

            @Override
            public List<CloudEntryReport> entryReports() {
                return List.of();
            }
        };
    }

    @Bean
    UserDirectory userDirectory() {
        User jonas = jonas();
        return new UserDirectory() {
            @Override
            public Optional<User> find(UserId id) {
                return Optional.of(jonas);
            }

            @Override
            public Optional<User> find(UserName name) {
                return Optional.of(jonas);
            }

            @Override
            public List<User> all() {
                return List.of(jonas);
            }

            @Override
            public User requireAdministrator(Caller caller) {
                return jonas;
            }
        };
    }

    @Bean
    FakeResourceAccessReportService resourceAccessReportService(UserDirectory userDirectory) {
        return new FakeResourceAccessReportService(userDirectory);
    }

    @Bean
    FakeOwnershipService ownershipService(UserDirectory userDirectory) {
        return new FakeOwnershipService(userDirectory);
    }

    @Bean
    FakeServerCountHistoryService serverCountHistoryService() {
        return new FakeServerCountHistoryService();
    }

    @Bean
    FakeExternalServerChangeService externalServerChangeService(
            Inventory inventory, AccessDecisionService accessDecisionService) {
        return new FakeExternalServerChangeService(inventory, accessDecisionService);
    }

    @Bean
    FakeQuotaHistoryService quotaHistoryService() {
        return new FakeQuotaHistoryService();
    }

    @Bean
    FakeLaunchTemplateService launchTemplates(
            AccessDecisionService accessDecisionService, UserDirectory userDirectory, LaunchService launchService) {
        return new FakeLaunchTemplateService(
                accessDecisionService, new FakeGroupService(userDirectory), userDirectory, launchService);
    }

    @Bean
    FakeDiagnosticsService diagnosticsService() {
        return new FakeDiagnosticsService();
    }

    @Bean
    UserSettingsService userSettingsService() {
        return new FakeUserSettingsService(jonas());
    }

    private static User jonas() {
        return new User(
                JONAS,
                new UserName("jonas"),
                "Jonas Keller",
                User.State.ACTIVE,
                User.Role.ADMINISTRATOR,
                null,
                null,
                1,
                Instant.EPOCH);
    }
}
