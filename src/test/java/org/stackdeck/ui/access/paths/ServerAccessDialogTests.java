package org.stackdeck.ui.access.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.Role;
import org.stackdeck.access.report.AccessPath;
import org.stackdeck.access.report.FakeResourceAccessReportService;
import org.stackdeck.access.report.ResourceAccessReport;
import org.stackdeck.access.report.UserWithAccess;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.preview.PageTest;
import org.stackdeck.ui.preview.PageTestBase;

@PageTest
class ServerAccessDialogTests extends PageTestBase {

    private static final Server WEB = ServerBuilder.named("<b>web</b>").build();

    @Autowired
    private FakeUserDirectory directory;

    @Autowired
    private FakeResourceAccessReportService whoCan;

    @Autowired
    private FakeInventory inventory;

    @Autowired
    private ServerAccessMenuItem item;

    @Autowired
    private AccessPathDialogs dialogs;

    @Autowired
    private FakeResourceInventory resources;

    private User ada;
    private User mia;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        ada = directory.administrator("ada");
        mia = directory.member("mia");
        signIn(ada);
        super.initVaadinEnvironment();
        inventory.put(WEB);
    }

    @Test
    void rowsShowTheirGrantAndEndAndLinkToTheGrant() {
        Group team = new Group(new GroupId(UUID.randomUUID()), new GroupName("Web team"), Set.of(mia.id()));
        AccessPath.ByGrant own = way(Role.OPERATOR, null, Instant.now().plusSeconds(3600), null);
        AccessPath.ByGrant byTeam = way(Role.VIEWER, team, null, Instant.now().plusSeconds(60));
        whoCan.setReport(new ResourceAccessReport(
                mia,
                List.of(
                        new UserWithAccess(ada, true, List.of(new AccessPath.ByAdministratorRole())),
                        new UserWithAccess(mia, true, List.of(own, byTeam))),
                null));

        item.execute(WEB);
        roundTrip();

        assertThat(find(Dialog.class).single().getHeaderTitle()).isEqualTo("Who has access to <b>web</b>?");
        assertThat(summary()).isEqualTo("2 users have access now. Owner: mia.");
        assertThat(lines())
                .containsExactly(
                        "ada | as administrator | Everything",
                        "mia | direct grant | Operate",
                        "mia | group Web team | View");
        assertThat(grid().getLitRendererPropertyValue(1, "until", "soon", Boolean.class))
                .isTrue();
        assertThat(grid().getLitRendererPropertyValue(2, "until", "opens", Long.class))
                .isPositive();

        test(find(TextField.class)
                        .withCondition(field -> "Filter by user, group or permission".equals(field.getPlaceholder()))
                        .single())
                .setValue("web team");
        assertThat(lines()).containsExactly("mia | group Web team | View");
    }

    /** Users who see the resource because of its sharing have no grant and are not in the list. */
    @Test
    void sharingOfAResourceIsExplained() {
        whoCan.setReport(new ResourceAccessReport(null, List.of(), null));
        CloudResource shared = image(false, Set.of(ServerBuilder.RESEARCH.id(), new ProjectId("p-unknown")));
        resources.set(ResourceKind.IMAGE, shared);
        dialogs.open(ResourceAttributes.of(shared, ServerBuilder.STAFF.id()), shared.displayName(), Messages.current());
        roundTrip();
        assertThat(summary()).contains("No owner. It is shared: ").contains("p-unknown, research.");

        resources.set(ResourceKind.IMAGE, image(true, Set.of()));
        roundTrip();
        assertThat(summary()).contains("It is public: ").doesNotContain("shared");

        resources.set(ResourceKind.IMAGE, image(false, Set.of()));
        roundTrip();
        assertThat(summary()).endsWith("No owner.");
    }

    private static CloudResource image(boolean published, Set<ProjectId> sharedWith) {
        return new CloudResource(
                ResourceKind.IMAGE,
                ServerBuilder.CLOUD,
                "i1",
                ServerBuilder.STAFF,
                "debian",
                published,
                sharedWith,
                Map.of());
    }

    @Test
    void followsTheServerUntilItIsDeleted() {
        whoCan.setReport(new ResourceAccessReport(
                null, List.of(new UserWithAccess(ada, true, List.of(new AccessPath.ByAdministratorRole()))), null));
        item.execute(WEB);
        roundTrip();
        assertThat(lines()).hasSize(1);

        whoCan.setReport(new ResourceAccessReport(
                null,
                List.of(new UserWithAccess(mia, false, List.of(way(Role.VIEWER, null, null, Instant.now())))),
                null));
        inventory.put(ServerBuilder.named("<b>web</b>").tags("blue").build());
        roundTrip();
        assertThat(lines()).containsExactly("mia | direct grant | View");
        assertThat(summary()).isEqualTo("No user has access now, 1 more later. No owner.");

        inventory.remove(WEB.key());
        roundTrip();
        assertThat(summary()).isEqualTo("This server no longer exists.");

        inventory.put(WEB);
        roundTrip();
        assertThat(find(Grid.class).withClassName("ways").exists()).isTrue();
        assertThat(lines()).containsExactly("mia | direct grant | View");
    }

    @Test
    void isUnavailableToNonAdministrators() {
        directory.member("ada");

        assertThatExceptionOfType(NotAdministratorException.class).isThrownBy(() -> item.execute(WEB));

        assertThat(find(Dialog.class).exists()).isFalse();
    }

    private static AccessPath.ByGrant way(
            Role role, @Nullable Group group, @Nullable Instant until, @Nullable Instant opens) {
        return new AccessPath.ByGrant(
                new GrantId(UUID.randomUUID()),
                new GrantTerms(ServerBuilder.CLOUD, Set.of(), role, null, until),
                group,
                opens);
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        IntStream.range(0, grid().size()).forEach(row -> {
            String way = grid().getLitRendererPropertyValue(row, "by", "way", String.class);
            lines.add(String.join(
                    " | ",
                    grid().getRow(row).name(),
                    way.isEmpty() ? grid().getLitRendererPropertyValue(row, "by", "administrator", String.class) : way,
                    grid().getLitRendererPropertyValue(row, "may", "may", String.class)));
        });
        return lines;
    }

    private String summary() {
        return find(Paragraph.class).withClassName("hint").single().getText();
    }

    @SuppressWarnings("unchecked")
    private GridTester<Grid<AccessPathRow>, AccessPathRow> grid() {
        return test((Grid<AccessPathRow>) find(Grid.class).withClassName("ways").single());
    }
}
