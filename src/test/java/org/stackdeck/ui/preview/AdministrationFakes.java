package org.stackdeck.ui.preview;

import java.net.InetAddress;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.stackdeck.access.Access;
import org.stackdeck.access.FakeGrants;
import org.stackdeck.access.FakePromisedGrants;
import org.stackdeck.access.FakeRoles;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.FakeGroups;
import org.stackdeck.identity.FakeInvitations;
import org.stackdeck.operations.FakeLaunches;
import org.stackdeck.platform.PublicUrl;
import org.stackdeck.recipes.FakeRecipes;
import org.stackdeck.requests.FakeRequests;

/** Additional fakes for administration pages. Not annotated as a configuration, so that no scan finds it. */
public class AdministrationFakes {

    @Bean
    @Primary
    FakeDirectory users() {
        return new FakeDirectory();
    }

    @Bean
    FakeRoles roles(FakeDirectory directory) {
        return new FakeRoles(directory);
    }

    @Bean
    FakeGroups groups(FakeDirectory directory) {
        return new FakeGroups(directory);
    }

    @Bean
    FakeGrants grants(FakeDirectory directory) {
        return new FakeGrants(directory);
    }

    @Bean
    @Primary
    FakeRequests answeredRequests(
            FakeDirectory directory, Clock clock, PreviewInventory inventory, Access access, FakeGrants grants) {
        return FakeRequests.of(directory, clock, inventory, access, grants);
    }

    @Bean
    FakeRecipes recipes(Access access, FakeGroups groups, FakeDirectory directory, FakeLaunches launches) {
        return new FakeRecipes(access, groups, directory, launches);
    }

    @Bean
    FakeInvitations invitations(FakeDirectory directory, FakeGroups groups, Clock clock) {
        return new FakeInvitations(directory, groups, clock);
    }

    @Bean
    FakePromisedGrants promises(FakeInvitations invitations) {
        return new FakePromisedGrants(invitations);
    }

    @Bean
    PublicUrl publicUrl() {
        return new PublicUrl("https://stackdeck.example", InetAddress.getLoopbackAddress(), 8080, "none");
    }
}
