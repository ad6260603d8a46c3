package org.stackdeck.ui.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
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
                terms(new ResourceSelector.ByIds(
                        SERVERS.stream().map(server -> server.key().id()).collect(Collectors.toSet()))),
                SERVERS);
        assertThat(field.validate()).isFalse();

        field.select(terms(ResourceSelector.ALL), SERVERS);

        assertThat(field.validate()).isTrue();
        assertThat(field.selections())
                .containsExactly(new CloudServerSelection(
                        ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), ResourceSelector.ALL));
    }

    @Test
    void newServersCanBeSelectedAndSelectedOnesThatAreMissingAreKept() {
        field.select(terms(new ResourceSelector.ByIds(Set.of(id(0)))), SERVERS);
        Server created = ServerBuilder.named("new").build();

        field.setServers(List.of(SERVERS.get(1), created));

        assertThat(field.selections())
                .extracting(CloudServerSelection::servers)
                .containsExactly(new ResourceSelector.ByIds(Set.of(id(0))));
        assertThat(find(field).getListDataView().getItems())
                .containsExactlyInAnyOrder(created, SERVERS.get(0), SERVERS.get(1));
        field.select(terms(new ResourceSelector.ByIds(Set.of(created.id()))), List.of(created));
        assertThat(field.selections())
                .extracting(CloudServerSelection::servers)
                .containsExactly(new ResourceSelector.ByIds(Set.of(created.id())));
    }

    @Test
    void resourcesAreSelectedByTheirIds() {
        field.selectId(ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), "v1");

        assertThat(field.selections())
                .containsExactly(new CloudServerSelection(
                        ServerBuilder.CLOUD,
                        Set.of(ServerBuilder.STAFF.id()),
                        new ResourceSelector.ByIds(Set.of(new ServerId("v1")))));
        field.selectId(ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), "v1, v2\tv3,");
        assertThat(field.selections())
                .extracting(CloudServerSelection::servers)
                .containsExactly(
                        new ResourceSelector.ByIds(Set.of(new ServerId("v1"), new ServerId("v2"), new ServerId("v3"))));
        for (String invalid : List.of("", " , ", "x".repeat(256), manyIds())) {
            field.selectId(ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), invalid);
            assertThat(field.validate()).as(invalid).isFalse();
        }
    }

    private static String manyIds() {
        return IntStream.rangeClosed(0, ResourceSelector.ByIds.MAX_IDS)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));
    }

    private static ServerId id(int index) {
        return SERVERS.get(index).id();
    }

    @SuppressWarnings("unchecked")
    private static MultiSelectComboBox<Server> find(GrantServersField field) {
        return (MultiSelectComboBox<Server>) field.getChildren()
                .filter(MultiSelectComboBox.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static GrantTerms terms(ResourceSelector servers) {
        return new GrantTerms(
                ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), servers, Role.VIEWER, null, null, null);
    }
}
