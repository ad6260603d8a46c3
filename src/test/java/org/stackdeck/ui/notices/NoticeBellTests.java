package org.stackdeck.ui.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.internal.PendingJavaScriptInvocation;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.VaadinSession;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.notices.FakeNoticeService;
import org.stackdeck.notices.Notice;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;
import org.stackdeck.notices.source.NoticeSourceTestConfiguration;
import org.stackdeck.notices.store.NewNotice;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.operations.OperationRoutes;
import org.stackdeck.ui.preview.AdministrationPageTestConfiguration;
import org.stackdeck.ui.preview.EnforcedPermissionsTestConfiguration;
import org.stackdeck.ui.preview.PageBeansTestConfiguration;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.preview.PageTestConfiguration;
import org.stackdeck.ui.servers.TestOperationBuilder;

@SpringJUnitConfig({
    PageTestConfiguration.class,
    AdministrationPageTestConfiguration.class,
    EnforcedPermissionsTestConfiguration.class,
    PageBeansTestConfiguration.class,
    NoticeSourceTestConfiguration.class
})
@ViewPackages(packages = "org.stackdeck.ui")
class NoticeBellTests extends PageTestBase {

    @Autowired
    private FakeUserDirectory directory;

    @Autowired
    private FakeAccessDecisionService access;

    @Autowired
    private FakeInventory inventory;

    @Autowired
    private FakeOperationService operations;

    @Autowired
    private FakeNoticeService notices;

    private User mia;
    private User tom;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        mia = directory.member("mia");
        tom = directory.member("tom");
        access.grant(mia.id(), ServerBuilder.STAFF, Role.OPERATOR, null);
        signIn(mia);
        super.initVaadinEnvironment();
        UI.getCurrent().navigate("operations");
        roundTrip();
    }

    @Test
    void failureAppearsOnTheOpenPageOfItsUserOnly() {
        assertThat(label()).isEqualTo("Notices");
        fail("db", tom);
        await().until(() -> notices.countUnread(FakeUserDirectory.caller(tom)) == 1);
        roundTrip();
        assertThat(label()).isEqualTo("Notices");

        fail("web", mia);
        until(() -> label().equals("Notices, 1 unread"));
        assertThat(announcement()).isEqualTo("Notices, 1 unread");

        openList();
        assertThat(rows()).hasSize(1);
        assertThat(rows().getFirst().getElement().getTextRecursively()).contains("Stop failed", "web · Quota exceeded");
    }

    @Test
    void newNoticeAppearsInTheOpenList() {
        openList();
        assertThat(rows()).isEmpty();
        fail("web", mia);
        until(() -> rows().size() == 1);
        fail("db", mia);
        until(() -> rows().size() == 2);

        assertThat(rows().getFirst().getElement().getTextRecursively()).contains("db");
    }

    @Test
    void selectionMarksOneNoticeAsRead() {
        inventory.put(ServerBuilder.named("web").build());
        write(mia, NoticeKind.SERVER_ERROR, "web");
        write(mia, NoticeKind.SERVER_ERROR, "web");
        openList();
        RouterLink link = find(RouterLink.class, rows().getLast()).single();
        assertThat(link.getElement().getAttribute("href")).isEqualTo("servers/lab/web");
        click(link);

        assertThat(label()).isEqualTo("Notices, 1 unread");
        assertThat(notices.listNewest(FakeUserDirectory.caller(mia), 20).stream()
                        .map(Notice::read))
                .containsExactly(false, true);
        assertThat(popover().isOpened()).isFalse();
    }

    @Test
    void olderNoticesAreShownOnRequest() {
        for (int n = 0; n < 22; n++) {
            write(mia, NoticeKind.GRANT_ENDING, "project-" + n);
        }
        openList();
        assertThat(rows()).hasSize(20);

        click(find(NativeButton.class).withText("Show older notices").single());

        assertThat(rows()).hasSize(22);
        assertThat(find(NativeButton.class).withText("Show older notices").exists())
                .isFalse();
    }

    @Test
    void allNoticesAreMarkedAsReadInPlace() {
        write(mia, NoticeKind.SERVER_ERROR, "web");
        write(mia, NoticeKind.GRANT_ENDING, "staff");
        openList();
        List<ListItem> before = rows();
        assertThat(before).allMatch(row -> row.hasClassName("unread"));
        test(find(NativeButton.class).withText("Mark all as read").single()).click();
        roundTrip();

        assertThat(label()).isEqualTo("Notices");
        assertThat(rows()).isEqualTo(before).noneMatch(row -> row.hasClassName("unread"));
        assertThat(find(NativeButton.class)
                        .withText("Mark all as read")
                        .single()
                        .getElement()
                        .getAttribute("aria-disabled"))
                .isEqualTo("true");
    }

    @Test
    void noticeOfAServerThatTheUserMayNotSeeHasNoLink() {
        Server secret =
                ServerBuilder.named("secret").project(ServerBuilder.RESEARCH).build();
        inventory.put(secret);
        write(mia, NoticeKind.SERVER_CHANGED, "secret");
        write(mia, NoticeKind.SERVER_ERROR, "deleted");
        openList();

        assertThat(rows()).hasSize(2).allSatisfy(row -> {
            assertThat(find(RouterLink.class, row).all()).isEmpty();
            assertThat(find(NativeButton.class, row).all()).hasSize(1);
        });
    }

    @Test
    void notificationsAreShownOnlyInBrowsersThatAllowThemAndOnceForEachNotice() {
        assertThat(notificationsAfter(NoticeKind.SERVER_ERROR, "before")).isEmpty();

        fire(bell(), "notifications-allowed");
        // The page shows no notification for the earlier notice. The text contains no names.
        assertThat(notificationsAfter(NoticeKind.SERVER_ERROR, "web"))
                .containsExactly("Your server changed to the status ERROR");
        assertThat(notificationsAfter(NoticeKind.GRANT_ENDING, "staff"))
                .containsExactly("Your access ends within 24 hours");
        assertThat(notificationsAfter(NoticeKind.SERVER_CHANGED, "web")).isEmpty();
    }

    @Test
    void eachNoticeOfABatchIsShownAsANotification() {
        fire(bell(), "notifications-allowed");

        assertThat(notificationsAfter(
                        List.of(notice(NoticeKind.SERVER_ERROR, "web"), notice(NoticeKind.GRANT_ENDING, "staff"))))
                .containsExactly("Your server changed to the status ERROR", "Your access ends within 24 hours");
    }

    @Test
    void pressedNotificationOpensItsPlaceAndIsRead() {
        inventory.put(ServerBuilder.named("web").build());
        write(mia, NoticeKind.SERVER_ERROR, "web");
        String id = notices.listNewest(FakeUserDirectory.caller(mia), 1)
                .getFirst()
                .id()
                .toString();

        fire(bell(), "notice-opened", JacksonUtils.createObjectNode().put("event.detail", id));

        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPath())
                .isEqualTo("servers/lab/web");
        assertThat(label()).isEqualTo("Notices");
    }

    @Test
    void pressedNotificationOpensAPlaceWithAQuery() {
        fail("web", mia);
        until(() -> notices.countUnread(FakeUserDirectory.caller(mia)) == 1);
        String id = notices.listNewest(FakeUserDirectory.caller(mia), 1)
                .getFirst()
                .id()
                .toString();

        fire(bell(), "notice-opened", JacksonUtils.createObjectNode().put("event.detail", id));

        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters())
                .isEqualTo(OperationRoutes.ownPath("web"));
    }

    @Test
    void pathOfANoticeOpensItsPlaceAndOtherPathsTheStartPage() {
        inventory.put(ServerBuilder.named("web").build());
        write(mia, NoticeKind.SERVER_ERROR, "web");
        String id = notices.listNewest(FakeUserDirectory.caller(mia), 1)
                .getFirst()
                .id()
                .toString();

        UI.getCurrent().navigate("notices/" + id);
        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPath())
                .isEqualTo("servers/lab/web");
        assertThat(notices.countUnread(FakeUserDirectory.caller(mia))).isZero();

        for (String unknown : List.of("no-uuid", "00000000-0000-0000-0000-000000000001")) {
            UI.getCurrent().navigate("notices/" + unknown);
            assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPath())
                    .isEqualTo("servers");
        }
    }

    private List<String> notificationsAfter(NoticeKind kind, String server) {
        return notificationsAfter(List.of(notice(kind, server)));
    }

    private NewNotice notice(NoticeKind kind, String server) {
        return new NewNotice(
                mia.id(), NoticeContent.of(kind, List.of(NoticeObject.of(ServerBuilder.key(server), server))));
    }

    /** Writes notices, and returns the texts of the notifications that the page then shows. */
    private List<String> notificationsAfter(List<NewNotice> written) {
        roundTrip();
        notices.write(written);
        VaadinSession session = VaadinSession.getCurrent();
        session.getService().runPendingAccessTasks(session);
        UI.getCurrent().getInternals().getStateTree().runExecutionsBeforeClientResponse();
        return UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .map(PendingJavaScriptInvocation::getInvocation)
                .filter(invocation -> invocation.getExpression().contains("stackdeckNotifications?.show"))
                .map(invocation -> String.valueOf(invocation.getParameters().getFirst()))
                .toList();
    }

    @Test
    void closedListHasNoContent() {
        write(mia, NoticeKind.SERVER_ERROR, "web");
        openList();
        popover().close();
        roundTrip();

        assertThat(find(NoticeList.class).all()).isEmpty();
    }

    private void fail(String server, User by) {
        Operation operation =
                TestOperationBuilder.of(ServerAction.STOP, server).by(by.id()).waiting();
        operations.add(operation);
        operations.setState(operation.id(), Operation.State.FAILED, new Operation.Failure("quota", null));
    }

    private void write(User user, NoticeKind kind, String server) {
        notices.write(List.of(new NewNotice(
                user.id(), NoticeContent.of(kind, List.of(NoticeObject.of(ServerBuilder.key(server), server))))));
        roundTrip();
    }

    private void openList() {
        popover().open();
        roundTrip();
    }

    private Popover popover() {
        return bell().getChildren()
                .filter(Popover.class::isInstance)
                .map(Popover.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private NoticeBell bell() {
        return find(NoticeBell.class).single();
    }

    private String label() {
        return find(NativeButton.class, bell()).all().getFirst().getAriaLabel().orElseThrow();
    }

    private String announcement() {
        return below(bell())
                .filter(part -> "status".equals(part.getElement().getAttribute("role")))
                .findFirst()
                .orElseThrow()
                .getElement()
                .getText();
    }

    private List<ListItem> rows() {
        return find(ListItem.class, bell()).all().stream()
                .filter(row -> row.hasClassName("notice"))
                .toList();
    }

    private static void click(Component part) {
        fire(part, "click");
    }
}
