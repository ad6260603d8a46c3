package org.stackdeck.ui.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.access.Terms;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;

class GrantDraftTests {

    private static final Server WEB = AServer.named("web-1").build();
    private static final Server DATABASE = AServer.named("db-1").build();

    @Test
    void draftMatchesTheSelectedServers() {
        GrantDraft draft = draft(new ServerSelector.Named(new NamePattern("web-*")), Set.of());

        assertThat(draft.opened(List.of(WEB, DATABASE))).containsExactly(WEB);
    }

    @Test
    void draftForOwnServersMatchesThoseOfTheGrantees() {
        assertThat(draft(new ServerSelector.Own(), Set.of(DATABASE.key())).opened(List.of(WEB, DATABASE)))
                .containsExactly(DATABASE);
        assertThat(draft(new ServerSelector.Own(), Set.of()).opened(List.of(WEB, DATABASE)))
                .isEmpty();
    }

    @Test
    void draftHasTermsForEachCloud() {
        CloudName other = new CloudName("other");
        GrantDraft draft = new GrantDraft(
                List.of(),
                List.of(
                        new Selection(AServer.CLOUD, Set.of(AServer.STAFF.id()), ServerSelector.ALL),
                        new Selection(other, Set.of(), ServerSelector.ALL)),
                Role.OPERATOR,
                null,
                null,
                Set.of());

        assertThat(draft.terms())
                .containsExactly(
                        new Terms(AServer.CLOUD, Set.of(AServer.STAFF.id()), Role.OPERATOR, null, null),
                        new Terms(other, Set.of(), Role.OPERATOR, null, null));
    }

    private static GrantDraft draft(ServerSelector selector, Set<ServerKey> owned) {
        return new GrantDraft(
                List.of(), List.of(new Selection(AServer.CLOUD, Set.of(), selector)), Role.VIEWER, null, null, owned);
    }
}
