package org.stackdeck.ui.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.ui.i18n.Messages;

class GrantServersFieldTests {

    /** One server for each project. There are more projects than a grant can have. */
    private static final List<Server> SERVERS = IntStream.rangeClosed(0, GrantTerms.MAX_PROJECTS)
            .mapToObj(i -> ServerBuilder.named("web-" + i)
                    .project(new Project(ServerBuilder.CLOUD, new ProjectId("p-" + i), "project " + i))
                    .build())
            .toList();

    private final GrantServersField field = new GrantServersField(
            Messages.forLocale(new DefaultI18NProvider(List.of(Locale.ENGLISH)), Locale.ENGLISH),
            SERVERS,
            ProjectOption.options(List.of(ServerBuilder.CLOUD), List.of(ServerBuilder.STAFF)),
            () -> {});

    @Test
    void hiddenServersAreNotLimited() {
        field.select(
                terms(new ServerSelector.ByIds(
                        SERVERS.stream().map(server -> server.key().id()).collect(Collectors.toSet()))),
                SERVERS);
        assertThat(field.validate()).isFalse();

        field.select(terms(ServerSelector.ALL), SERVERS);

        assertThat(field.validate()).isTrue();
        assertThat(field.selections())
                .containsExactly(new CloudServerSelection(
                        ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), ServerSelector.ALL));
    }

    private static GrantTerms terms(ServerSelector servers) {
        return new GrantTerms(
                ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), servers, Role.VIEWER, null, null, null);
    }
}
