package org.stackdeck.ui.resources.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.data.event.SortEvent;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.preview.MemberPageTestBase;

class ResourceListViewTests extends MemberPageTestBase {

    @Autowired
    private FakeOwnershipService owners;

    @Override
    protected void prepare() {
        access.grant(
                mia.id(),
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.VOLUME_READ, Permission.NETWORK_READ, Permission.SECURITY_GROUP_READ)),
                null);
        resources.set(
                ResourceKind.VOLUME,
                volume("v1", "data", ServerBuilder.STAFF, Map.of("status", "in-use", "size", 20L)),
                volume("v2", "logs", ServerBuilder.STAFF, Map.of("status", "extending", "size", 1_500L)),
                volume("v3", "hidden", ServerBuilder.RESEARCH, Map.of("status", "available")));
    }

    @Test
    void visibleResourcesAreListedWithTheirFields() {
        UI.getCurrent().navigate("volumes");

        until(() -> rows().size() == 2);
        assertThat(rows()).extracting(row -> row.resource().name()).containsExactly("data", "logs");
        assertThat(texts(rows().getFirst())).contains("20 GB", "In use");
        assertThat(texts(rows().getLast())).contains("1,500 GB");
    }

    /** Users know these statuses from the openstack command and from earlier versions of Stackdeck. */
    @Test
    void resourcesAreFoundByTheStatusOfTheCloud() {
        UI.getCurrent().navigate("volumes", QueryParameters.of("q", "in-use"));

        until(() -> rows().size() == 1);
        assertThat(rows().getFirst().resource().name()).isEqualTo("data");
    }

    @Test
    void chipsCountAndFilterTheVisibleResourcesByState() {
        UI.getCurrent().navigate("volumes");
        until(() -> rows().size() == 2);
        assertThat(chips()).containsExactly("Extending1", "In use1");

        test(chip("In use")).click();
        assertThat(names()).containsExactly("data");
        assertThat(chip("In use").getElement().getAttribute("aria-pressed")).isEqualTo("true");
        resources.set(
                ResourceKind.VOLUME,
                volume("v1", "data", ServerBuilder.STAFF, Map.of("status", "in-use")),
                volume("v2", "logs", ServerBuilder.STAFF, Map.of("status", "in-use")));
        until(() -> rows().size() == 2);
        assertThat(chips()).containsExactly("In use2");

        test(chip("In use")).click();
        assertThat(chip("In use").getElement().getAttribute("aria-pressed")).isEqualTo("false");
    }

    @Test
    void chipsCountOnlyResourcesThatMatchTheSearch() {
        UI.getCurrent().navigate("volumes");
        until(() -> rows().size() == 2);

        type("data");

        assertThat(chips()).containsExactly("In use1");
        test(chip("In use")).click();
        assertThat(names()).containsExactly("data");
    }

    @Test
    void statesAreReadFromTheUrl() {
        UI.getCurrent().navigate("volumes", QueryParameters.of("state", "EXTENDING,gone"));

        until(() -> rows().size() == 1);
        assertThat(names()).containsExactly("logs");
        assertThat(chips()).containsExactly("Extending1", "gone0", "In use1");
    }

    @Test
    void kindWithoutStatesHasNoChips() {
        resources.set(ResourceKind.SECURITY_GROUP, group("g1", List.of()));
        UI.getCurrent().navigate("security-groups");
        until(() -> rows().size() == 1);

        assertThat(find(ResourceStateFilterChips.class).exists()).isFalse();
    }

    private List<String> chips() {
        return find(NativeButton.class).withClassName("chip").all().stream()
                .map(chip -> chip.getElement().getAttribute("title")
                        + chip.getElement().getTextRecursively())
                .toList();
    }

    private NativeButton chip(String state) {
        return find(NativeButton.class)
                .withClassName("chip")
                .withCondition(chip -> chip.getElement().getAttribute("title").equals(state))
                .single();
    }

    @Test
    void rulesOfSecurityGroupsAreSummarized() {
        resources.set(
                ResourceKind.SECURITY_GROUP,
                group("g1", List.of("egress IPv4 any", "ingress IPv4 tcp 22 from 10.0.0.0/8", "ingress IPv4 tcp 443")),
                group("g2", List.of("egress IPv4 any")),
                group(
                        "g3",
                        List.of(
                                "ingress IPv4 any from g3",
                                "ingress IPv6 any from g3",
                                "ingress IPv4 tcp 22 from g1",
                                "ingress IPv4 tcp 80 from 10.0.0.0/8",
                                "ingress IPv4 tcp 81 from 10.1.0.0/16",
                                "ingress IPv4 icmp")));
        UI.getCurrent().navigate("security-groups");

        until(() -> rows().size() == 3);
        ResourceField rules = ResourceKind.SECURITY_GROUP.fields().stream()
                .filter(field -> field.code().equals("rules"))
                .findFirst()
                .orElseThrow();
        assertThat(rows())
                .extracting(row -> row.summary(rules))
                .containsExactly(
                        "Incoming: TCP 443 from everyone; TCP 22 from 10.0.0.0/8",
                        "No incoming traffic",
                        "Incoming: ICMP from everyone; all protocols from servers in g3; TCP 22 from servers in another security group; 2 other sources");
    }

    private static CloudResource group(String id, List<String> rules) {
        return new CloudResource(
                ResourceKind.SECURITY_GROUP,
                ServerBuilder.CLOUD,
                id,
                ServerBuilder.STAFF,
                id,
                false,
                Map.of("rules", rules));
    }

    @Test
    void changeInTheCloudIsShown() {
        UI.getCurrent().navigate("volumes");
        until(() -> rows().size() == 2);

        resources.set(ResourceKind.VOLUME, volume("v1", "data", ServerBuilder.STAFF, Map.of("status", "available")));

        until(() -> rows().size() == 1);
        assertThat(texts(rows().getFirst())).contains("Available").doesNotContain("20 GB");
    }

    @Test
    void nameOfAServerIsShownOnlyWhileTheViewerCanSeeTheServer() {
        Server web = ServerBuilder.named("web").id("s-1").build();
        inventory.put(web);
        resources.set(
                ResourceKind.VOLUME,
                volume(
                        "v1",
                        "data",
                        ServerBuilder.STAFF,
                        Map.of("servers", List.of(web.id().value()))));
        access.grant(mia.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        UI.getCurrent().navigate("volumes");
        events.publishEvent(new AccessChanged(mia.id()));
        until(() -> rows().size() == 1 && texts(rows().getFirst()).contains("web"));

        access.revokeAll(mia.id());
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_READ)), null);
        events.publishEvent(new AccessChanged(mia.id()));

        until(() -> texts(rows().getFirst()).contains(web.id().value()));
    }

    @Test
    void searchKeepsTheRowsThatContainAllWords() {
        UI.getCurrent().navigate("volumes");
        until(() -> rows().size() == 2);

        type("lo exten");
        assertThat(names()).containsExactly("logs");

        type("nothing");
        assertThat(find(H2.class).all()).extracting(H2::getText).contains("No matching resources");
    }

    @Test
    void searchAndSortOrderAreReadFromTheUrl() {
        UI.getCurrent()
                .navigate(
                        "volumes",
                        QueryParameters.of("q", "status:extending,in-use dat").merging("sort", "-size"));

        until(() -> rows().size() == 1);
        assertThat(names()).containsExactly("data");
        assertThat(input().getValue()).isEqualTo("dat");
        assertThat(find(Span.class).withClassName("token").single().getElement().getTextRecursively())
                .isEqualTo("status:extending,in-use");

        assertThat(find(ResourceGrid.class).single().grid().getSortOrder())
                .extracting(order -> order.getSorted().getKey() + " " + order.getDirection())
                .containsExactly("size DESCENDING");
        test(find(NativeButton.class)
                        .withAttribute("aria-label", "Remove status:extending,in-use")
                        .single())
                .click();
        type("");
        assertThat(names()).containsExactly("logs", "data");
    }

    @Test
    void filtersSelectResourcesByTheirProperties() {
        Map<String, List<String>> expected = Map.of(
                "status:in-use", List.of("data"),
                "status:IN-USE,extending", List.of("data", "logs"),
                "project:staff", List.of("data", "logs"),
                "project:research", List.of(),
                "cloud:lab logs", List.of("logs"),
                "cloud:other", List.of(),
                "owner:none", List.of("data", "logs"));
        UI.getCurrent().navigate("volumes");
        until(() -> rows().size() == 2);

        expected.forEach((text, names) -> {
            type(text);
            assertThat(names()).as(text).isEqualTo(names);
        });
    }

    @Test
    void filterByOwnerFollowsChangesOfOwners() {
        UI.getCurrent().navigate("volumes", QueryParameters.of("q", "owner:me"));
        until(() -> find(H2.class).withText("No matching resources").exists());

        owners.setOwner(rowKey("v2"), mia);

        until(() -> names().equals(List.of("logs")));
    }

    @Test
    void keysOfTheKindAndExistingValuesAreSuggested() {
        UI.getCurrent().navigate("volumes");
        until(() -> rows().size() == 2);

        assertThat(suggestions(""))
                .containsExactly(
                        "status:Status, e.g. active or error",
                        "project:Project",
                        "owner:Owner: a username, \"me\" or \"none\"",
                        "type:Type",
                        "cloud:Cloud");
        assertThat(suggestions("status:")).containsExactly("status:extendingExtending · 1", "status:in-useIn use · 1");
        assertThat(suggestions("status:in-use project:")).containsExactly("project:staff1");
        assertThat(suggestions("project:re"))
                .as("projects of invisible volumes")
                .isEmpty();
    }

    @Test
    void clickOnAHeaderSortsByTheValuesOfTheColumn() {
        resources.set(
                ResourceKind.VOLUME,
                volume("v1", "web-10", ServerBuilder.STAFF, Map.of("size", 100L)),
                volume("v2", "web-2", ServerBuilder.STAFF, Map.of("size", 20L)),
                volume("v3", "web-3", ServerBuilder.STAFF, Map.of()));
        UI.getCurrent().navigate("volumes");
        until(() -> names().equals(List.of("web-2", "web-3", "web-10")));
        Grid<ResourceRow> grid = find(ResourceGrid.class).single().grid();

        sortFromClient(grid, GridSortOrder.asc(grid.getColumnByKey("size")).build());
        assertThat(names()).containsExactly("web-3", "web-2", "web-10");

        sortFromClient(grid, GridSortOrder.desc(grid.getColumnByKey("size")).build());
        assertThat(names()).containsExactly("web-10", "web-2", "web-3");

        sortFromClient(grid, List.of());
        assertThat(names()).containsExactly("web-2", "web-3", "web-10");
    }

    private void sortFromClient(Grid<ResourceRow> grid, List<GridSortOrder<ResourceRow>> order) {
        ComponentUtil.fireEvent(grid, new SortEvent<>(grid, order, true));
        roundTrip();
    }

    private void type(String text) {
        test(input()).setValue(text);
        roundTrip();
    }

    private Input input() {
        return find(Input.class)
                .withAttribute("aria-controls", "search-options")
                .single();
    }

    private List<String> suggestions(String text) {
        fire(input(), "focus");
        type(text);
        return find(Div.class).withAttribute("role", "option").all().stream()
                .map(option -> option.getElement().getTextRecursively())
                .toList();
    }

    private List<String> names() {
        return rows().stream().map(row -> row.resource().name()).toList();
    }

    private static ResourceKey rowKey(String id) {
        return new ResourceKey(ServerBuilder.CLOUD, ResourceKind.VOLUME, id);
    }

    @Test
    void relatedKindsAreTabsAndOtherKindsAreNotOffered() {
        UI.getCurrent().navigate("networks");

        assertThat(find(Anchor.class).withClassName("view-tab").all())
                .extracting(Anchor::getHref)
                .containsExactly("networks", "subnets", "ports", "networks/topology");
        assertThat(find(SideNavItem.class).all())
                .filteredOn(SideNavItem::isVisible)
                .extracting(SideNavItem::getPath)
                .contains("volumes", "networks")
                .doesNotContain("images", "routers");
    }

    @Test
    void kindThatNoCloudOffersIsATabOnlyOnItsOwnPage() {
        assertThat(volumeTabs(ResourceKind.VOLUME)).containsExactly("volumes", "volume-snapshots", "volume-types");
        assertThat(volumeTabs(ResourceKind.VOLUME_BACKUP)).contains("volume-backups");
    }

    @Test
    void offeredImagesShowTheirOwnerWhichHasANameOnlyForThoseWhoMaySeeIt() {
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.IMAGE_READ)), null);
        String known = ServerBuilder.RESEARCH.id().value();
        resources.set(ResourceKind.IMAGE_MEMBER, offer("i1", known), offer("i2", "p-unknown"));
        UI.getCurrent().navigate("image-members");
        until(() -> rows().size() == 2);
        assertThat(find(Anchor.class).withClassName("view-tab").all())
                .extracting(Anchor::getHref)
                .containsExactly("images", "image-members");
        assertThat(texts(rows().getFirst())).contains("Pending", known);
        assertThat(texts(rows().getLast())).contains("p-unknown");

        access.grant(mia.id(), ServerBuilder.RESEARCH, Role.VIEWER, null);
        events.publishEvent(new AccessChanged(mia.id()));

        until(() -> texts(rows().getFirst()).contains(ServerBuilder.RESEARCH.name() + " (" + known + ")"));
        resources.set(ResourceKind.IMAGE_MEMBER);
        until(() -> find(Paragraph.class)
                .withTextContaining("Images that other projects share with your projects")
                .exists());
    }

    private static CloudResource offer(String image, String owner) {
        return new CloudResource(
                ResourceKind.IMAGE_MEMBER,
                ServerBuilder.CLOUD,
                image + ":" + ServerBuilder.STAFF.id(),
                ServerBuilder.STAFF,
                image,
                false,
                Map.of("status", "pending", "ownerProject", owner));
    }

    private static List<String> volumeTabs(ResourceKind current) {
        Div header = ListPageElements.header("Volumes");
        ResourceTabs.addTo(
                header, Messages.current(), ResourceKind.VOLUME, current, kind -> kind != ResourceKind.VOLUME_BACKUP);
        return header.getComponentAt(1)
                .getChildren()
                .map(tab -> ((Anchor) tab).getHref())
                .toList();
    }

    @Test
    void pageOfAnInvisibleResourceLooksLikeThatOfAnUnknownOne() {
        for (String id : List.of("v3", "v9")) {
            UI.getCurrent().navigate("volumes/" + ServerBuilder.CLOUD + "/" + id);

            until(() -> find(H2.class).withText("Not found").exists());
        }
    }

    @Test
    void revokedGrantHidesTheDetails() {
        UI.getCurrent().navigate("volumes/" + ServerBuilder.CLOUD + "/v1");
        until(() -> isShown("20 GB"));

        access.revokeAll(mia.id());
        events.publishEvent(new AccessChanged(mia.id()));
        resources.recheck();

        until(() -> !isShown("20 GB") && find(H2.class).withText("Not found").exists());
    }

    private boolean isShown(String text) {
        return find(Span.class).withText(text).exists();
    }

    private static List<String> texts(ResourceRow row) {
        return row.resource().kind().fields().stream().map(row::text).toList();
    }

    private List<ResourceRow> rows() {
        return find(ResourceGrid.class).single().rows();
    }

    private static CloudResource volume(String id, String name, Project project, Map<String, Object> values) {
        return new CloudResource(ResourceKind.VOLUME, ServerBuilder.CLOUD, id, project, name, false, values);
    }
}
