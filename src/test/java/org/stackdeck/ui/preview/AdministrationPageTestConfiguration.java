package org.stackdeck.ui.preview;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.grant.FakeGrantService;
import org.stackdeck.access.invitation.FakeInvitationWithGrantsService;
import org.stackdeck.access.role.FakeRoleService;
import org.stackdeck.accessrequests.FakeAccessRequestService;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.group.FakeGroupService;
import org.stackdeck.identity.invitation.FakeInvitationAdministrationService;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.launchtemplates.FakeLaunchTemplateService;
import org.stackdeck.notices.webhook.FakeGroupWebhookService;
import org.stackdeck.operations.FakeLaunchService;

/**
 * Creates additional fakes for administration pages. Not annotated as a configuration, so that component scans ignore
 * it.
 */
public class AdministrationPageTestConfiguration {

    @Bean
    @Primary
    FakeUserDirectory users() {
        return new FakeUserDirectory();
    }

    @Bean
    FakeRoleService roleService(FakeUserDirectory directory) {
        return new FakeRoleService(directory);
    }

    @Bean
    FakeGroupService groupService(FakeUserDirectory directory) {
        return new FakeGroupService(directory);
    }

    @Bean
    FakeGroupWebhookService webhookService() {
        return new FakeGroupWebhookService();
    }

    @Bean
    FakeGrantService grantService(FakeUserDirectory directory) {
        return new FakeGrantService(directory);
    }

    @Bean
    @Primary
    FakeAccessRequestService answeredRequests(
            FakeUserDirectory directory,
            Clock clock,
            FakeInventory inventory,
            ResourceInventory resourceInventory,
            AccessDecisionService accessDecisionService,
            FakeGrantService fakeGrantService) {
        return FakeAccessRequestService.of(
                directory, clock, inventory, resourceInventory, accessDecisionService, fakeGrantService);
    }

    @Bean
    @Primary
    FakeLaunchTemplateService launchTemplateService(
            AccessDecisionService accessDecisionService,
            FakeGroupService fakeGroupService,
            FakeUserDirectory directory,
            FakeLaunchService fakeLaunchService) {
        return new FakeLaunchTemplateService(accessDecisionService, fakeGroupService, directory, fakeLaunchService);
    }

    @Bean
    FakeInvitationAdministrationService invitationService(
            FakeUserDirectory directory, FakeGroupService fakeGroupService, Clock clock) {
        return new FakeInvitationAdministrationService(directory, fakeGroupService, clock);
    }

    @Bean
    FakeInvitationWithGrantsService promises(FakeInvitationAdministrationService fakeInvitationService) {
        return new FakeInvitationWithGrantsService(fakeInvitationService);
    }
}
