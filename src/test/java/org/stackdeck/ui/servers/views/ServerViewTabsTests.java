package org.stackdeck.ui.servers.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.KeyPressEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.Role;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.group.Group;
import org.stackdeck.inventory.search.ServerSearchProperty;
import org.stackdeck.preferences.FakePreferenceChangeNotifier;
import org.stackdeck.preferences.SavedView;
import org.stackdeck.preferences.SavedViewName;
import org.stackdeck.preferences.SavedViewVisibility;
import org.stackdeck.preferences.UserPreferenceName;
import org.stackdeck.ui.servers.grid.ServerGridLayout;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.search.ServerSort;

class ServerViewTabsTests extends ServerViewsTestBase {

    @Autowired
    private FakeOwnershipService ownership;

    @Autowired
    private FakePreferenceChangeNotifier changes;

    @Autowired
    private ApplicationEventPublisher events;

    @Override
    void putServers() {
        inventory.put(
                ServerBuilder.named("db").status(ServerStatus.ERROR).build(),
                ServerBuilder.named("mail").status(ServerStatus.VERIFY_RESIZE).build(),
                ServerBuilder.named("web").build());
        ownership.setOwner(ServerBuilder.key("web"), mia);
    }

    @Test
    void builtInTabsFilter() {
        openGrid("");
        assertThat(selected()).isEqualTo("All");

        test(tab("Mine")).click();
        assertThat(names()).containsExactly("web");
        assertThat(selected()).isEqualTo("Mine");

        test(tab("Needs attention")).click();
        assertThat(names()).containsExactly("db", "mail");
        assertThat(selected()).isEqualTo("Needs attention");

        test(tab("All")).click();
        assertThat(names()).containsExactly("db", "mail", "web");
        openGrid("view=mine");
        assertThat(names()).containsExactly("web");
        openGrid("q=web");
        assertThat(selected()).isEmpty();
    }

    @Test
    void linkToTheServersOfAPropertyFiltersTheGridForAnyStartView() {
        SavedView saved = save("Web", "web");
        openGrid("view=" + saved.id());
        choose("start");

        String path = ServerRoutes.searchPath(ServerSearchProperty.STATUS, "error");
        openGrid(path.substring(path.indexOf('?') + 1));

        assertThat(names()).containsExactly("db");
    }

    @Test
    void tabsHaveTheirNumberOfServers() {
        save("Web", "web");
        openGrid("");
        assertThat(counts()).isEqualTo(Map.of("All", "3", "Mine", "1", "Needs attention", "2", "Web", "1"));

        inventory.put(
                ServerBuilder.named("db").build(),
                ServerBuilder.named("web-2").status(ServerStatus.ERROR).build());
        ownership.setOwner(ServerBuilder.key("web-2"), mia);
        roundTrip();
        assertThat(counts()).isEqualTo(Map.of("All", "4", "Mine", "2", "Needs attention", "2", "Web", "2"));

        access.grant(mia.id(), ServerBuilder.RESEARCH, Role.VIEWER, null);
        inventory.put(
                ServerBuilder.named("batch").project(ServerBuilder.RESEARCH).build());
        openGrid("");
        assertThat(counts()).containsEntry("All", "5");
        openGrid("project=" + ServerBuilder.STAFF.id().value());
        assertThat(counts()).isEqualTo(Map.of("All", "4", "Mine", "2", "Needs attention", "2", "Web", "2"));
    }

    @Test
    void savedViewsAreParsedAgainWhenThePermissionsChange() {
        SavedView saved = views.create(
                FakeUserDirectory.caller(mia),
                new SavedViewName("Batch"),
                ServerViewContent.fromParameters(Map.of(
                                "columns",
                                List.of("default"),
                                "project",
                                List.of(ServerBuilder.RESEARCH.id().value())))
                        .toJson());
        openGrid("view=" + saved.id());
        assertThat(counts()).containsEntry("Batch", "3");

        access.grant(mia.id(), ServerBuilder.RESEARCH, Role.VIEWER, null);
        inventory.put(
                ServerBuilder.named("batch").project(ServerBuilder.RESEARCH).build());
        events.publishEvent(new AccessChanged(mia.id()));

        until(() -> "1".equals(counts().get("Batch")));
        assertThat(names()).containsExactly("batch");
        assertThat(selected()).isEqualTo("Batch");
        assertThat(notice()).isEmpty();
    }

    @Test
    void builtInTabsKeepTheScopeUnlessASavedViewIsOpen() {
        openGrid("cloud=lab&sort=-age");
        test(tab("Mine")).click();
        assertThat(parameters()).isEqualTo(Map.of("cloud", "lab", "sort", "-age", "q", "owner:me"));

        SavedView saved = views.create(
                FakeUserDirectory.caller(mia),
                new SavedViewName("Lab"),
                ServerViewContent.of(panel().query(), ServerGridLayout.DEFAULT).toJson());
        openGrid("view=" + saved.id());
        test(tab("All")).click();
        assertThat(parameters()).isEmpty();
    }

    @Test
    void savedViewRestoresFiltersAndColumns() {
        openGrid("q=web&sort=-age");
        panel().show(
                        panel().query(),
                        ServerGridLayout.DEFAULT
                                .withColumns(List.of(ServerSort.Column.NAME, ServerSort.Column.AGE))
                                .withDensity(ServerGridLayout.Density.COMPACT));
        choose("create");
        saveAs(" Web servers ");
        assertThat(selected()).isEqualTo("Web servers");
        SavedView saved = views.list(FakeUserDirectory.caller(mia)).getFirst();

        test(tab("All")).click();
        assertThat(columns()).hasSize(9);
        assertThat(grid().hasClassName("compact")).isFalse();
        assertThat(names()).hasSize(3);

        openGrid("view=" + saved.id());
        assertThat(columns()).containsExactly("name", "age");
        assertThat(grid().hasClassName("compact")).isTrue();
        assertThat(names()).containsExactly("web");
        assertThat(panel().query().order()).isEqualTo(new ServerSort(ServerSort.Column.AGE, true));
        assertThat(parameters())
                .isEqualTo(Map.of(
                        "view",
                        saved.id().toString(),
                        "q",
                        "web",
                        "sort",
                        "-age",
                        "columns",
                        "name,age",
                        "group",
                        "none"));
        assertThat(preferences.find(mia.id(), UserPreferenceName.SERVER_GRID_LAYOUT))
                .isEmpty();
    }

    @Test
    void changedViewIsMarkedUntilItsChangesAreSaved() {
        SavedView saved = save("Web", "web");
        openGrid("view=" + saved.id());

        test(chip("Running")).click();

        assertThat(selected()).isEqualTo("Web (modified)");
        assertThat(parameters()).containsOnlyKeys("q", "state", "columns", "group");
        choose("update");
        assertThat(selected()).isEqualTo("Web");
        assertThat(parameters()).containsOnlyKeys("view", "q", "state", "columns", "group");
        openGrid("");
        openGrid("view=" + saved.id());
        assertThat(panel().query().states()).hasSize(1);
    }

    @Test
    void changesBasedOnAnEarlierVersionAreRefusedUntilTheViewIsReloaded() {
        SavedView saved = save("Web", "web");
        openGrid("view=" + saved.id());
        test(chip("Running")).click();
        SavedView other =
                views.updateContent(FakeUserDirectory.caller(mia), saved.id(), saved.version(), content("mail"));
        roundTrip();
        assertThat(names()).containsExactly("web");

        choose("update");
        assertThat(find(Dialog.class).single().getHeaderTitle()).isEqualTo("View Web was changed elsewhere");
        assertThat(views.list(FakeUserDirectory.caller(mia))).containsExactly(other);
        test(find(Button.class).withText("Reload view").single()).click();
        assertThat(names()).containsExactly("mail");
        assertThat(selected()).isEqualTo("Web");

        test(chip("Running")).click();
        choose("update");
        assertThat(selected()).isEqualTo("Web");
        assertThat(panel().query().states()).hasSize(1);
    }

    @Test
    void renamingAViewDoesNotReplaceTheChangesOfAnotherPage() {
        SavedView saved = save("Web", "web");
        openGrid("view=" + saved.id());
        test(chip("Running")).click();
        views.updateContent(FakeUserDirectory.caller(mia), saved.id(), saved.version(), content("mail"));
        roundTrip();

        choose("rename");
        saveAs("Pages");
        choose("update");

        assertThat(find(Dialog.class).single().getHeaderTitle()).isEqualTo("View Pages was changed elsewhere");
    }

    @Test
    void changesCanBeSavedAfterTheViewWasRenamed() {
        SavedView saved = save("Web", "web");
        openGrid("view=" + saved.id());
        test(chip("Running")).click();

        choose("rename");
        saveAs("Pages");
        choose("update");

        assertThat(selected()).isEqualTo("Pages");
        assertThat(find(Dialog.class).exists()).isFalse();
    }

    @Test
    void viewIsRenamedAndDeleted() {
        SavedView saved = save("Web", "web");
        save("Mail", "mail");
        openGrid("view=" + saved.id());

        choose("rename");
        saveAs("mAIL");
        assertThat(find(TextField.class).single().getErrorMessage()).contains("already have a view");
        saveAs("Pages");
        assertThat(selected()).isEqualTo("Pages");
        assertThat(tabs()).containsExactly("All", "Mine", "Needs attention", "Mail", "Pages");

        choose("delete");
        test(find(Button.class).withText("Delete view").single()).click();
        assertThat(tabs()).containsExactly("All", "Mine", "Needs attention", "Mail");
        assertThat(selected()).isEqualTo("All");
        assertThat(names()).hasSize(3);
        openGrid("view=" + saved.id());
        assertThat(notice()).contains("View not found");
    }

    @Test
    void renameKeepsFiltersThatAnotherPageHasSaved() {
        SavedView saved = save("Mail", "mail");
        openGrid("view=" + saved.id());
        SavedView other = views.updateContent(
                FakeUserDirectory.caller(mia),
                saved.id(),
                saved.version(),
                saved.content().replace("mail", "smtp"));

        choose("rename");
        saveAs("Post");

        assertThat(views.list(FakeUserDirectory.caller(mia)))
                .singleElement()
                .extracting(SavedView::content)
                .isEqualTo(other.content());
    }

    @Test
    void invalidNameIsRefused() {
        openGrid("");
        choose("create");

        saveAs("  ");

        assertThat(find(TextField.class).single().getErrorMessage()).contains("1 to 60");
        assertThat(views.list(FakeUserDirectory.caller(mia))).isEmpty();
    }

    @Test
    void startViewOpensWithoutParametersAndAllRemainsReachable() {
        SavedView saved = save("Web", "web");
        openGrid("view=" + saved.id());
        choose("start");

        open("operations");
        openGrid("");
        assertThat(selected()).isEqualTo("Web");
        test(tab("All")).click();
        assertThat(parameters()).isEqualTo(Map.of("view", "all"));
        openGrid("view=all");
        assertThat(names()).hasSize(3);
        openGrid("q=db");
        assertThat(names()).containsExactly("db");

        views.delete(FakeUserDirectory.caller(mia), saved.id());
        open("operations");
        openGrid("");
        assertThat(names()).hasSize(3);
    }

    @Test
    void viewOfAnotherUserLooksLikeAnUnknownOne() {
        SavedView foreign = views.create(FakeUserDirectory.caller(ben), new SavedViewName("Ben's"), content("web"));

        openGrid("view=" + foreign.id());
        String shown = notice();
        assertThat(tabs()).containsExactly("All", "Mine", "Needs attention");
        assertThat(names()).hasSize(3);

        openGrid("view=" + UUID.randomUUID());
        assertThat(notice()).isEqualTo(shown).contains("View not found");
    }

    @Test
    void linkShowsFiltersAndColumnsToAUserWithoutTheViewWhoCanSaveThem() {
        SavedView foreign = views.create(
                FakeUserDirectory.caller(ben),
                new SavedViewName("Ben's"),
                ServerViewContent.of(
                                ServerGridQuery.ALL
                                        .withSearch("web")
                                        .withOrder(new ServerSort(ServerSort.Column.NAME, true)),
                                ServerGridLayout.DEFAULT.withColumns(
                                        List.of(ServerSort.Column.NAME, ServerSort.Column.TAGS)))
                        .toJson());
        enterAs(ben);
        openGrid("view=" + foreign.id());
        Map<String, String> shared = find(ServerViewTabs.class).single().linkParameters();
        assertThat(shared).isEqualTo(parameters());

        enterAs(mia);
        openGrid(QueryParameters.simple(shared).getQueryString());

        assertThat(notice()).contains("View not found").contains("of the link");
        assertThat(names()).containsExactly("web");
        assertThat(columns()).containsExactly("name", "tags");
        assertThat(panel().query().order()).isEqualTo(new ServerSort(ServerSort.Column.NAME, true));
        choose("create");
        saveAs("Copy");
        assertThat(selected()).isEqualTo("Copy");
        assertThat(views.list(FakeUserDirectory.caller(mia)).getFirst().content())
                .isEqualTo(foreign.content());
    }

    @Test
    void linkOfAGroupedGridOpensGrouped() {
        openGrid("group=tag");
        Map<String, String> shared = find(ServerViewTabs.class).single().linkParameters();
        assertThat(shared).isEqualTo(Map.of("columns", "default", "group", "tag"));

        enterAs(ben);
        openGrid(QueryParameters.simple(shared).getQueryString());

        assertThat(panel().layout().grouping()).isEqualTo(ServerGrouping.TAG);
        assertThat(parameters()).isEqualTo(shared);
    }

    @Test
    void urlOfASavedViewShowsTheGroupingThatItsOwnerHasSavedSince() {
        SavedView saved = save("Web", "web");
        views.updateContent(
                FakeUserDirectory.caller(mia),
                saved.id(),
                saved.version(),
                ServerViewContent.of(ServerGridQuery.ALL, ServerGridLayout.DEFAULT.withGrouping(ServerGrouping.TAG))
                        .toJson());

        openGrid("view=" + saved.id() + "&q=web&columns=default&group=none");

        assertThat(panel().layout().grouping()).isEqualTo(ServerGrouping.TAG);
        assertThat(selected()).isEqualTo("Web");
    }

    @Test
    void enterSavesTheView() {
        openGrid("q=web");
        choose("create");
        TextField name = find(TextField.class).single();
        test(name).setValue("Web");

        ComponentUtil.fireEvent(name, new KeyPressEvent(name, "Enter"));
        ComponentUtil.fireEvent(name, new KeyPressEvent(name, "Enter"));

        roundTrip();
        assertThat(selected()).isEqualTo("Web");
        assertThat(views.list(FakeUserDirectory.caller(mia))).hasSize(1);
    }

    @Test
    void longListOfIgnoredPartsHasTheNumberOfOthers() {
        openGrid("columns=a,b,c,d,e,f,g&group=host");

        assertThat(notice()).contains("grouping \"host\"", "and 3 more");
    }

    @Test
    void viewNamesWhatItCouldNotShowUntilTheLineIsDismissed() {
        SavedView broken = views.create(FakeUserDirectory.caller(mia), new SavedViewName("Old"), """
                {"query":{"q":"web","state":"gone","sort":"host","project":"p-9","cloud":"moon"},
                "layout":{"columns":["name","gone","host"]}}""");

        openGrid("view=" + broken.id());

        assertThat(names()).containsExactly("web");
        assertThat(columns()).containsExactly("name");
        assertThat(notice())
                .contains("state \"gone\"", "column \"gone\"", "column \"host\"", "cloud \"moon\"", "project \"p-9\"")
                .doesNotContain("Unknown filters");
        test(find(NativeButton.class)
                        .withCondition(
                                button -> "Dismiss".equals(button.getTitle().orElse("")))
                        .single())
                .click();
        assertThat(notice()).isEmpty();

        choose("update");
        openGrid("");
        openGrid("view=" + broken.id());
        assertThat(notice()).doesNotContain("gone", "moon");
    }

    @Test
    void projectThatTheUserMayNotSeeIsIgnoredLikeAnUnknownOne() {
        openGrid("project=" + ServerBuilder.RESEARCH.id().value());
        String hidden = notice();
        assertThat(names()).hasSize(3);

        openGrid("project=p-9");
        assertThat(notice().replace("p-9", ServerBuilder.RESEARCH.id().value())).isEqualTo(hidden);
        openGrid("project=" + ServerBuilder.STAFF.id().value());
        assertThat(notice()).isEmpty();
    }

    @Test
    void mistypedSearchKeyIsReportedUnlessItMatchesAsText() {
        inventory.put(ServerBuilder.named("tagged").tags("env:prod").build());
        SavedView mistyped = save("Mistyped", "onwer:mia");
        SavedView tag = save("Tag", "env:prod");

        openGrid("view=" + mistyped.id());
        assertThat(notice()).contains("Unknown filters").contains("onwer:mia");
        openGrid("view=" + tag.id());
        assertThat(notice()).isEmpty();
        assertThat(names()).containsExactly("tagged");
    }

    @Test
    void viewSharedWithAGroupIsATabWithItsOwnerForTheMembers() {
        Group web = views.setGroup("web", mia.id(), ben.id());
        SavedView saved = save("Web", "web");
        openGrid("view=" + saved.id());

        choose("share");
        test(audience()).selectItem("Group web");
        test(find(Button.class).withText("Save").single()).click();
        assertThat(views.findSharing(FakeUserDirectory.caller(mia), saved.id()))
                .contains(new SavedViewVisibility(web.id(), false));
        assertThat(isMarkedAsShared("Web")).isTrue();

        choose("share");
        test(audience()).selectItem("Only me");
        test(find(Button.class).withText("Save").single()).click();
        assertThat(isMarkedAsShared("Web")).isFalse();
        views.share(FakeUserDirectory.caller(mia), saved.id(), new SavedViewVisibility(web.id(), false));
        roundTrip();
        assertThat(isMarkedAsShared("Web")).isTrue();

        enterAs(ben);
        openGrid("");
        assertThat(names()).hasSize(3);
        test(tab("Web")).click();
        assertThat(tab("Web").getElement().getTextRecursively()).contains("shared by mia");
        assertThat(names()).containsExactly("web");
        choose("delete");
        choose("rename");
        choose("share");
        test(chip("Running")).click();
        choose("update");
        assertThat(find(Button.class).withText("Save").exists()).isFalse();
        assertThat(views.list(FakeUserDirectory.caller(mia))).containsExactly(saved);

        choose("create");
        saveAs("Copy");
        assertThat(tabs()).containsExactly("All", "Mine", "Needs attention", "Copy", "Web");
    }

    @Test
    void changesOfASharedViewReachOpenPages() {
        SavedView shared = share("Mail", "mail", false);
        openGrid("view=" + shared.id());
        assertThat(names()).containsExactly("mail");

        views.rename(FakeUserDirectory.caller(ben), shared.id(), new SavedViewName("Web"));
        views.updateContent(FakeUserDirectory.caller(ben), shared.id(), 1, content("web"));
        roundTrip();
        assertThat(selected()).isEqualTo("Web");
        assertThat(names()).containsExactly("web");
        assertThat(parameters()).containsEntry("q", "web");

        test(chip("Running")).click();
        views.updateContent(FakeUserDirectory.caller(ben), shared.id(), 2, content("db"));
        roundTrip();
        assertThat(names()).containsExactly("web");
        assertThat(selected()).isEqualTo("Web (modified)");

        views.setGroup("web", mia.id());
        roundTrip();
        assertThat(tabs()).containsExactly("All", "Mine", "Needs attention");
        assertThat(notice()).contains("View Web was deleted or is no longer shared");
        assertThat(names()).containsExactly("web");
        assertThat(parameters()).doesNotContainKey("view").containsKeys("q", "columns");
    }

    @Test
    void defaultOfTheGroupIsTheStartViewOfMembersWhoHaveNotSelectedOne() {
        share("Mail", "mail", true);
        openGrid("");
        assertThat(selected()).isEqualTo("Mail");

        test(tab("All")).click();
        assertThat(parameters()).isEqualTo(Map.of("view", "all"));
        assertThat(find(ServerViewTabs.class).single().linkParameters())
                .isEqualTo(Map.of("columns", "default", "group", "none"));
        choose("start");
        open("operations");
        openGrid("");
        assertThat(selected()).isEqualTo("All");
    }

    @Test
    void sharedViewIsHiddenAndShownAgain() {
        SavedView shared = share("Mail", "mail", true);
        openGrid("");

        choose("hide");

        assertThat(tabs()).containsExactly("All", "Mine", "Needs attention");
        assertThat(names()).hasSize(3);
        assertThat(parameters()).isEmpty();
        openGrid("view=" + shared.id());
        assertThat(names()).containsExactly("mail");
        choose("unhide");
        assertThat(tabs()).contains("Mail");
    }

    @Test
    void undoShowsAHiddenViewAgain() {
        share("Mail", "mail", false);
        openGrid("");
        test(tab("Mail")).click();
        choose("hide");
        assertThat(tabs()).doesNotContain("Mail");

        test(find(NativeButton.class)
                        .withCondition(button ->
                                button.getElement().getTextRecursively().equals("Undo"))
                        .single())
                .click();

        assertThat(selected()).isEqualTo("Mail");
        assertThat(names()).containsExactly("mail");
    }

    @Test
    void unknownStatusOfAViewIsReported() {
        SavedView unknown = save("Unknown", "status:runing,off");

        openGrid("view=" + unknown.id());

        assertThat(notice()).contains("Unknown status: runing.");
        openGrid("q=status:shutoff,running");
        assertThat(notice()).isEmpty();
    }

    @Test
    void closedPageReceivesNoChanges() {
        openGrid("");
        assertThat(changes.hasSubscribers()).isTrue();

        open("operations");

        assertThat(changes.hasSubscribers()).isFalse();
    }

    @Test
    void actionThatIsNotOfferedHasNoEffect() {
        save("Web", "web");
        openGrid("");

        choose("delete");
        choose("update");
        choose("nonsense");

        assertThat(find(Button.class).withText("Delete view").exists()).isFalse();
        assertThat(views.list(FakeUserDirectory.caller(mia))).hasSize(1);
    }

    /** Shares a view of Ben with a group that contains Mia and Ben. */
    private SavedView share(String name, String search, boolean isDefault) {
        Group group = views.setGroup("web", mia.id(), ben.id());
        SavedView view = views.create(FakeUserDirectory.caller(ben), new SavedViewName(name), content(search));
        views.share(FakeUserDirectory.caller(ben), view.id(), new SavedViewVisibility(group.id(), isDefault));
        open("operations");
        return view;
    }

    private SavedView save(String name, String search) {
        SavedView view = views.create(FakeUserDirectory.caller(mia), new SavedViewName(name), content(search));
        open("operations");
        return view;
    }

    private static String content(String search) {
        return ServerViewContent.of(ServerGridQuery.ALL.withSearch(search), ServerGridLayout.DEFAULT)
                .toJson();
    }

    private Select<?> audience() {
        return find(Select.class).single();
    }

    private boolean isMarkedAsShared(String name) {
        return tab(name).getElement().getOuterHTML().contains("aria-label=\"Shared\"");
    }

    private void choose(String action) {
        choose(find(ServerViewMenu.class).single(), action);
    }

    private void saveAs(String name) {
        test(find(TextField.class).single()).setValue(name);
        test(find(Button.class).withText("Save").single()).click();
        roundTrip();
    }

    private List<String> tabs() {
        return find(NativeButton.class).withClassName("view-tab").all().stream()
                .map(ServerViewTabsTests::name)
                .toList();
    }

    private Map<String, String> counts() {
        return find(NativeButton.class).withClassName("view-tab").all().stream()
                .collect(Collectors.toMap(
                        ServerViewTabsTests::name,
                        tab -> tab.getChildren()
                                .filter(part -> part.hasClassName("count"))
                                .map(part -> part.getElement().getText())
                                .collect(Collectors.joining())));
    }

    private NativeButton tab(String name) {
        return find(NativeButton.class)
                .withClassName("view-tab")
                .withCondition(tab -> name(tab).equals(name))
                .single();
    }

    private String selected() {
        return find(NativeButton.class).withClassName("view-tab").all().stream()
                .filter(tab -> "true".equals(tab.getElement().getAttribute("aria-pressed")))
                .map(ServerViewTabsTests::name)
                .findFirst()
                .orElse("");
    }

    private static String name(NativeButton tab) {
        return tab.getChildren()
                .filter(part -> part.hasClassName("view-name"))
                .map(part -> part.getElement().getText())
                .collect(Collectors.joining());
    }

    private NativeButton chip(String word) {
        return find(NativeButton.class)
                .withClassName("chip")
                .withCondition(chip -> chip.getElement().getOuterHTML().contains(word))
                .single();
    }

    /** Returns the text of the line below the title; empty if it is not shown. */
    private String notice() {
        return find(IgnoredPartsBanner.class).all().stream()
                .map(line -> line.getElement().getTextRecursively())
                .collect(Collectors.joining());
    }
}
