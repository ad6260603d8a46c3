package org.stackdeck.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.AdminActionExecutorTestConfiguration;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.TestAccounts;
import org.stackdeck.identity.User;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.signin.AttemptLimitProperties;
import org.stackdeck.identity.signin.AttemptThrottle;
import org.stackdeck.platform.Subscription;

@DatabaseTest
@Import({
    JdbcSavedViewService.class,
    JdbcViewSharingService.class,
    JdbcUserPreferenceService.class,
    ViewSharingAuthorizer.class,
    PreferenceChangeRepository.class,
    PreferenceChangeDetector.class,
    AttemptThrottle.class,
    AdminActionExecutorTestConfiguration.class,
    FakeUserDirectory.class,
    FakeAuditTrail.class
})
@EnableConfigurationProperties(AttemptLimitProperties.class)
@TestPropertySource(properties = "stackdeck.limits.changes=1000")
class ViewSharingServiceTests {

    @Autowired
    SavedViewService views;

    @Autowired
    ViewSharingService sharing;

    @Autowired
    UserPreferenceService preferences;

    @Autowired
    PreferenceChangeNotifier changes;

    @Autowired
    GroupService groups;

    @Autowired
    PreferenceChangeRepository changeRepository;

    @Autowired
    AttemptThrottle throttle;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeAuditTrail audit;

    @Autowired
    JdbcClient database;

    private Caller anna;
    private Caller mia;
    private Caller ben;
    private Caller outsider;
    private Group web;

    @BeforeEach
    void createUsersAndGroup() {
        anna = account(User.Role.ADMINISTRATOR);
        mia = account(User.Role.MEMBER);
        ben = account(User.Role.MEMBER);
        outsider = account(User.Role.MEMBER);
        web = group("b", mia, ben);
    }

    @AfterEach
    void endSharingWithAllUsers() {
        database.sql("delete from saved_view_share where group_id is null").update();
    }

    @Test
    void sharedViewIsListedForOtherMembersOfTheGroupOnly() {
        SavedView view = views.create(mia, new SavedViewName("Web"), "{}");
        sharing.share(mia, view.id(), new SavedViewVisibility(web.id(), false));

        assertThat(sharing.listShared(ben)).containsExactly(new SharedView(view, mia.userName(), false));
        assertThat(sharing.listShared(mia)).isEmpty();
        assertThat(sharing.listShared(outsider)).isEmpty();
        assertThat(sharing.listShared(anna)).isEmpty();
        assertThat(sharing.findOwnShared(mia)).containsExactly(view.id());
        assertThat(sharing.findOwnShared(ben)).isEmpty();
        assertThat(views.list(ben)).isEmpty();
        assertThat(sharing.findSharing(mia, view.id())).contains(new SavedViewVisibility(web.id(), false));
        assertThat(sharing.findSharing(ben, view.id())).isEmpty();
        assertThat(sharing.findDefault(ben)).isEmpty();

        sharing.unshare(mia, view.id());
        assertThat(sharing.listShared(ben)).isEmpty();
    }

    @Test
    void onlyTheOwnerChangesASharedView() {
        SavedView view = shared(mia, "Web", web, false);

        views.delete(ben, view.id());
        assertRefused(() -> views.rename(ben, view.id(), view.name()), SavedViewException.Reason.UNKNOWN);
        assertRefused(
                () -> views.updateContent(ben, view.id(), view.version(), "{}"), SavedViewException.Reason.UNKNOWN);
        assertRefused(
                () -> sharing.share(ben, view.id(), new SavedViewVisibility(web.id(), true)),
                SavedViewException.Reason.UNKNOWN);
        assertRefused(() -> sharing.unshare(ben, view.id()), SavedViewException.Reason.UNKNOWN);

        assertThat(sharing.listShared(ben)).hasSize(1);
        views.rename(mia, view.id(), new SavedViewName("Pages"));
        assertThat(sharing.listShared(ben).getFirst().view().name()).isEqualTo(new SavedViewName("Pages"));
        views.delete(mia, view.id());
        assertThat(sharing.listShared(ben)).isEmpty();
    }

    @Test
    void membersShareWithTheirGroupsAndAdministratorsWithAllUsers() {
        SavedView own = views.create(outsider, new SavedViewName("Web"), "{}");
        SavedView admins = views.create(anna, new SavedViewName("All"), "{}");

        assertForbidden(outsider, own, new SavedViewVisibility(web.id(), false));
        assertForbidden(outsider, own, new SavedViewVisibility(new GroupId(UUID.randomUUID()), false));
        assertForbidden(outsider, own, new SavedViewVisibility(null, true));
        assertForbidden(anna, admins, new SavedViewVisibility(new GroupId(UUID.randomUUID()), false));
        sharing.share(anna, admins.id(), new SavedViewVisibility(web.id(), false));
        assertThat(sharing.listShared(ben)).hasSize(1);
        sharing.share(anna, admins.id(), new SavedViewVisibility(null, false));

        assertThat(sharing.listShared(outsider)).containsExactly(new SharedView(admins, anna.userName(), false));
        assertThat(sharing.findShareableGroups(mia)).containsExactly(web);
        assertThat(sharing.findShareableGroups(outsider)).isEmpty();
        assertThat(sharing.findShareableGroups(anna)).contains(web);
    }

    @Test
    void refusalIsAuditedIfThePermissionIsLostDuringTheRequest() {
        SavedView view = views.create(mia, new SavedViewName("Web"), "{}");
        ViewSharingAuthorizer onlyBeforeTheTransaction = new ViewSharingAuthorizer(directory, groups) {
            @Override
            boolean mayShare(Caller caller, @Nullable GroupId group) {
                return !TransactionSynchronizationManager.isActualTransactionActive();
            }
        };

        assertForbidden(
                new JdbcViewSharingService(
                        database, onlyBeforeTheTransaction, changeRepository, throttle, audit, transactions),
                mia,
                view,
                new SavedViewVisibility(web.id(), false));
    }

    private void assertForbidden(Caller caller, SavedView view, SavedViewVisibility target) {
        assertForbidden(sharing, caller, view, target);
    }

    private void assertForbidden(
            ViewSharingService service, Caller caller, SavedView view, SavedViewVisibility target) {
        int before = audit.entries().size();
        assertRefused(() -> service.share(caller, view.id(), target), SavedViewException.Reason.SHARING_FORBIDDEN);
        assertThat(sharing.findSharing(caller, view.id())).isEmpty();
        assertThat(audit.entries().subList(before, audit.entries().size()))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.action()).isEqualTo("view.share");
                    assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED);
                });
    }

    @Test
    void defaultOfTheFirstGroupPrecedesThatForAllUsersUnlessHidden() {
        SavedView forAll = views.create(anna, new SavedViewName("All"), "{}");
        sharing.share(anna, forAll.id(), new SavedViewVisibility(null, true));
        assertThat(sharing.findDefault(ben)).contains(forAll.id());

        SavedView forWeb = shared(mia, "Web", web, true);
        SavedView forFirst = shared(mia, "First", group("a", mia, ben), true);
        assertThat(sharing.findDefault(ben)).contains(forFirst.id());
        assertThat(sharing.findDefault(mia)).contains(forFirst.id());
        assertThat(sharing.findDefault(outsider)).contains(forAll.id());

        sharing.hide(ben, forFirst.id());
        assertThat(sharing.findDefault(ben)).contains(forWeb.id());
        assertThat(sharing.findDefault(mia)).contains(forFirst.id());
    }

    @Test
    void hiddenViewIsMarkedForOneUserUntilAllAreShown() {
        SavedView view = shared(mia, "Web", web, false);
        SavedView foreign = views.create(outsider, new SavedViewName("Web"), "{}");

        sharing.hide(ben, view.id());
        sharing.hide(ben, view.id());
        sharing.hide(ben, foreign.id());

        assertThat(sharing.listShared(ben)).containsExactly(new SharedView(view, mia.userName(), true));
        sharing.showHidden(ben);
        assertThat(sharing.listShared(ben)).containsExactly(new SharedView(view, mia.userName(), false));
    }

    @Test
    void concurrentFirstChangesOfAUserAreStored() throws Exception {
        List<SavedView> shared = IntStream.range(0, 4)
                .mapToObj(number -> shared(mia, "Web " + number, web, false))
                .toList();

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            // Two calls hide each view.
            List<Callable<Object>> calls = Collections.nCopies(2, shared).stream()
                    .flatMap(List::stream)
                    .map(view -> Executors.callable(() -> sharing.hide(ben, view.id())))
                    .toList();
            for (Future<Object> call : threads.invokeAll(calls)) {
                call.get();
            }
        }

        assertThat(sharing.listShared(ben)).hasSize(4).allMatch(SharedView::hidden);
        assertThat(database.sql("select change_number from preference_changes where account_id = ?")
                        .param(ben.userId().toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }

    @Test
    void oneHiddenViewIsShownAgain() {
        SavedView view = shared(mia, "Web", web, false);
        SavedView other = shared(mia, "Web 2", web, false);
        sharing.hide(ben, view.id());
        sharing.hide(ben, other.id());

        sharing.unhide(ben, view.id());

        assertThat(sharing.listShared(ben))
                .containsExactly(
                        new SharedView(view, mia.userName(), false), new SharedView(other, mia.userName(), true));
    }

    @Test
    void onlyItsOwnerAndAdministratorsReplaceADefault() {
        SavedView first = shared(mia, "First", web, true);
        SavedView bens = views.create(ben, new SavedViewName("Ben"), "{}");

        assertRefused(
                () -> sharing.share(ben, bens.id(), new SavedViewVisibility(web.id(), true)),
                SavedViewException.Reason.DEFAULT_TAKEN);
        assertThat(sharing.findSharing(ben, bens.id())).isEmpty();

        SavedView second = shared(mia, "Second", web, true);
        assertThat(sharing.findDefault(ben)).contains(second.id());
        assertThat(sharing.findSharing(mia, first.id())).contains(new SavedViewVisibility(web.id(), false));

        SavedView admins = shared(anna, "Admin", web, true);
        assertThat(sharing.findDefault(ben)).contains(admins.id());
        assertThat(sharing.listShared(ben)).hasSize(3);
    }

    @Test
    void viewIsNotSharedWhileItsOwnerIsNoMember() {
        SavedView view = shared(mia, "Web", web, true);

        groups.setMembers(anna, web.id(), Set.of(ben.userId()));
        assertThat(sharing.listShared(ben)).isEmpty();
        assertThat(sharing.findOwnShared(mia)).isEmpty();
        assertThat(sharing.findDefault(ben)).isEmpty();

        groups.setMembers(anna, web.id(), Set.of(ben.userId(), mia.userId()));
        assertThat(sharing.findDefault(ben)).contains(view.id());

        groups.setMembers(anna, web.id(), Set.of(ben.userId()));
        SavedView successor = shared(ben, "Ben", web, true);
        groups.setMembers(anna, web.id(), Set.of(ben.userId(), mia.userId()));
        assertThat(sharing.findDefault(mia)).contains(successor.id());
        assertThat(sharing.listShared(ben)).hasSize(1);
    }

    @Test
    void sharingEndsWithTheGroupAndWithTheAccountOfTheOwner() {
        SavedView view = shared(mia, "Web", web, true);
        sharing.hide(ben, view.id());

        groups.delete(anna, web.id());
        assertThat(sharing.findSharing(mia, view.id())).isEmpty();
        assertThat(views.list(mia)).containsExactly(view);

        Group other = group("c", mia, ben);
        sharing.share(mia, view.id(), new SavedViewVisibility(other.id(), true));
        database.sql("delete from accounts where id = ?")
                .param(mia.userId().toString())
                .update();
        assertThat(sharing.listShared(ben)).isEmpty();
        assertThat(sharing.findDefault(ben)).isEmpty();
    }

    @Test
    void viewForAllUsersIsNotSharedAfterItsOwnerWasAnAdministrator() {
        SavedView view = views.create(anna, new SavedViewName("All"), "{}");
        sharing.share(anna, view.id(), new SavedViewVisibility(null, true));

        database.sql("update accounts set role = 'MEMBER' where id = ?")
                .param(anna.userId().toString())
                .update();

        assertThat(sharing.listShared(ben)).isEmpty();
        assertThat(sharing.findDefault(ben)).isEmpty();
    }

    @Test
    void concurrentCallsDoNotExceedTheLimitOfAGroup() throws Exception {
        List<SavedView> all = IntStream.range(0, ViewSharingService.MAX_SHARED + 2)
                .mapToObj(number -> views.create(mia, new SavedViewName("view " + number), "{}"))
                .toList();
        all.subList(0, ViewSharingService.MAX_SHARED - 2)
                .forEach(view -> sharing.share(mia, view.id(), new SavedViewVisibility(web.id(), false)));

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> calls = all.subList(ViewSharingService.MAX_SHARED - 2, all.size()).stream()
                    .<Callable<Boolean>>map(view -> () -> {
                        try {
                            sharing.share(mia, view.id(), new SavedViewVisibility(web.id(), false));
                            return true;
                        } catch (SavedViewException e) {
                            assertThat(e.reason()).isEqualTo(SavedViewException.Reason.TOO_MANY_SHARED);
                            return false;
                        }
                    })
                    .toList();
            int shared = 0;
            for (var call : threads.invokeAll(calls)) {
                shared += call.get() ? 1 : 0;
            }
            assertThat(shared).isEqualTo(2);
        }
        assertThat(sharing.listShared(ben)).hasSize(ViewSharingService.MAX_SHARED);
        // The sharing of a view that is already shared can still be changed.
        sharing.share(mia, all.getFirst().id(), new SavedViewVisibility(web.id(), true));
    }

    @Test
    void changesReachTheUsersWhomTheyConcern() {
        SavedView view = views.create(mia, new SavedViewName("Web"), "{}");
        AtomicInteger bens = new AtomicInteger();
        AtomicInteger outsiders = new AtomicInteger();
        try (Subscription _ = changes.subscribe(ben.userId(), bens::incrementAndGet);
                Subscription _ = changes.subscribe(outsider.userId(), outsiders::incrementAndGet)) {
            sharing.share(mia, view.id(), new SavedViewVisibility(web.id(), false));
            await().untilAtomic(bens, equalTo(1));

            views.updateContent(mia, view.id(), view.version(), "{\"a\":1}");
            await().untilAtomic(bens, equalTo(2));

            groups.setMembers(anna, web.id(), Set.of(ben.userId()));
            await().untilAtomic(bens, equalTo(3));

            preferences.save(ben, UserPreferenceName.SERVER_GRID_LAYOUT, "{}");
            await().untilAtomic(bens, equalTo(4));
        }
        assertThat(outsiders).hasValue(0);
    }

    private SavedView shared(Caller owner, String name, Group group, boolean isDefault) {
        SavedView view = views.create(owner, new SavedViewName(name), "{}");
        sharing.share(owner, view.id(), new SavedViewVisibility(group.id(), isDefault));
        return view;
    }

    private static void assertRefused(ThrowingCallable call, SavedViewException.Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SavedViewException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** Creates a group with a unique name that begins with the prefix. */
    private Group group(String prefix, Caller... members) {
        return groups.create(
                anna,
                new GroupName(prefix + UUID.randomUUID()),
                Set.copyOf(Arrays.stream(members).map(Caller::userId).toList()));
    }

    private Caller account(User.Role role) {
        String name = "u" + UUID.randomUUID().toString().substring(0, 8);
        return FakeUserDirectory.caller(TestAccounts.insert(database, directory.add(name, User.State.ACTIVE, role)));
    }
}
