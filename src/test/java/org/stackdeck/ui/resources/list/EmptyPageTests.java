package org.stackdeck.ui.resources.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.Element;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.preview.MemberPageTestBase;
import org.stackdeck.ui.resources.ResourceRoutes;

/** Each page without content has a button or link for the next step. */
class EmptyPageTests extends MemberPageTestBase {

    private static final Set<Permission> READ = Set.of(
            Permission.SERVER_READ,
            Permission.IMAGE_READ,
            Permission.VOLUME_READ,
            Permission.NETWORK_READ,
            Permission.ROUTER_READ,
            Permission.FLOATING_IP_READ,
            Permission.SECURITY_GROUP_READ,
            Permission.SERVER_GROUP_READ);

    @Override
    protected void prepare() {
        access.revokeAll(mia.id());
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(READ), null);
        inventory.removeAll();
        Arrays.stream(ResourceKind.values()).forEach(kind -> resources.set(kind));
    }

    static Stream<ResourceKind> kindsOfProjects() {
        return Arrays.stream(ResourceKind.values())
                .filter(kind -> kind.hasProject()
                        && ResourceActionLookup.creationOf(kind).isPresent());
    }

    @ParameterizedTest
    @MethodSource("kindsOfProjects")
    void emptyListOffersToRequestAccessWithoutThePermissionToCreate(ResourceKind kind) {
        UI.getCurrent().navigate(kind.code());

        until(() -> find(EmptyState.class).exists());
        assertThat(steps()).containsExactly("Request access");
        assertThat(text()).contains("Request access");
    }

    @ParameterizedTest
    @MethodSource("kindsOfProjects")
    void emptyListOffersTheCreationWithItsPermission(ResourceKind kind) {
        access.grant(mia.id(), ServerBuilder.STAFF, Role.MANAGER, null);
        UI.getCurrent().navigate(kind.code());

        until(() -> find(EmptyState.class).exists() && !steps().isEmpty());
        assertThat(steps()).singleElement().asString().doesNotContain("Request access");
        assertThat(text()).contains("Create the first one.");
    }

    @ParameterizedTest
    @MethodSource("otherPages")
    void otherEmptyPagesHaveANextStep(String path, String step) {
        UI.getCurrent().navigate(path);

        until(() -> find(EmptyState.class).exists());
        assertThat(steps()).contains(step);
    }

    static Stream<Arguments> otherPages() {
        return Stream.of(
                Arguments.of("servers", "Request access"),
                Arguments.of(ResourceRoutes.TOPOLOGY_PATH, "Networks"),
                Arguments.of("operations", "Servers"));
    }

    private List<String> steps() {
        return find(EmptyState.class).all().stream()
                .map(Component::getElement)
                .flatMap(Element::getChildren)
                .filter(child -> child.getClassList().contains("steps"))
                .flatMap(Element::getChildren)
                .map(Element::getTextRecursively)
                .toList();
    }

    private String text() {
        return find(EmptyState.class).single().getElement().getTextRecursively();
    }
}
