package org.stackdeck.ui.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;

class GrantDraftTests {

    private static final Server WEB = ServerBuilder.named("web-1").build();
    private static final Server DATABASE = ServerBuilder.named("db-1").build();

    @Test
    void draftMatchesTheSelectedServers() {
        GrantDraft draft = draft(new ResourceSelector.ByName(new NamePattern("web-*")), Set.of());

        assertThat(draft.matchingServers(List.of(WEB, DATABASE))).containsExactly(WEB);
    }

    @Test
    void draftForOwnServersMatchesServersOwnedByTheGrantees() {
        assertThat(draft(new ResourceSelector.OwnedServers(), Set.of(DATABASE.key()))
                        .matchingServers(List.of(WEB, DATABASE)))
                .containsExactly(DATABASE);
        assertThat(draft(new ResourceSelector.OwnedServers(), Set.of()).matchingServers(List.of(WEB, DATABASE)))
                .isEmpty();
    }

    @Test
    void draftHasTermsForEachCloud() {
        CloudName other = new CloudName("other");
        GrantDraft draft = new GrantDraft(
                List.of(),
                List.of(
                        new CloudServerSelection(
                                ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), ResourceSelector.ALL),
                        new CloudServerSelection(other, Set.of(), ResourceSelector.ALL)),
                Role.OPERATOR,
                null,
                null,
                Set.of());

        assertThat(draft.terms())
                .containsExactly(
                        new GrantTerms(
                                ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), Role.OPERATOR, null, null),
                        new GrantTerms(other, Set.of(), Role.OPERATOR, null, null));
    }

    private static GrantDraft draft(ResourceSelector selector, Set<ActionTarget> owned) {
        return new GrantDraft(
                List.of(),
                List.of(new CloudServerSelection(ServerBuilder.CLOUD, Set.of(), selector)),
                Role.VIEWER,
                null,
                null,
                owned);
    }
}
