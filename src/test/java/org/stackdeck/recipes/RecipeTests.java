package org.stackdeck.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Role;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.RecordedAudit;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.BootSource;
import org.stackdeck.cloud.FakeClouds;
import org.stackdeck.cloud.FakeCompute;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Nic;
import org.stackdeck.cloud.RootVolume;
import org.stackdeck.cloud.SomeKeys;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.FakeGroups;
import org.stackdeck.identity.GroupId;
import org.stackdeck.identity.GroupName;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.FakeLaunches;

@DatabaseTest
@Import({StoredRecipes.class, RecipeSight.class, RecordedAudit.class, RecipeTests.Around.class})
abstract class RecipeTests {

    private static final Sharing NOBODY = new Sharing.WithNobody();
    private static final Sharing EVERYONE = new Sharing.WithEveryone();
    private static final NewServer WEB = new NewServer(
            "web",
            new BootSource.OfImage("i-1", new RootVolume(10, true)),
            "f-1",
            List.of(new Nic.OnNetwork("n-1")),
            null,
            List.of("g-1"),
            "nova",
            "sg-1",
            null,
            Set.of("blue", "grün"),
            Map.of("role", "web"),
            "of a test");

    /** Dependencies in memory. Not annotated, so that component scanning ignores it. */
    static class Around {

        @Bean
        FakeAccess access(Clock clock) {
            return new FakeAccess(clock);
        }

        @Bean
        FakeDirectory directory() {
            return new FakeDirectory();
        }

        @Bean
        FakeGroups groups(FakeDirectory directory) {
            return new FakeGroups(directory);
        }

        @Bean
        FakeLaunches launches(FakeAccess access, Clock clock) {
            return new FakeLaunches(access, new FakeClouds(new FakeCompute(AServer.STAFF, AServer.RESEARCH)), clock);
        }
    }

    @Autowired
    Recipes recipes;

    @Autowired
    FakeAccess access;

    @Autowired
    FakeDirectory directory;

    @Autowired
    FakeGroups groups;

    @Autowired
    RecordedAudit audit;

    @Autowired
    JdbcClient database;

    @Test
    void privateTemplateIsStoredCompletelyAndHiddenFromOthers() {
        Caller mia = manager();

        Recipe made = create(mia, "Web", NOBODY);

        assertThat(own(mia)).containsExactly(made);
        assertThat(recipes.find(mia, made.id())).contains(made);
        assertThat(made.server()).isEqualTo(WEB);
        Caller other = manager();
        assertThat(recipes.all(other)).doesNotContain(made);
        assertThat(recipes.find(other, made.id())).isEmpty();
        assertThatExceptionOfType(UnknownRecipeException.class).isThrownBy(() -> recipes.remove(other, made.id()));
        assertThatExceptionOfType(UnknownRecipeException.class)
                .isThrownBy(() -> recipes.change(other, made.id(), new RecipeName("x"), WEB, EVERYONE));
    }

    @Test
    void concurrentCreationDoesNotExceedTheLimit() throws InterruptedException {
        Caller mia = manager();
        for (int i = 0; i < Recipes.MOST - 1; i++) {
            create(mia, "recipe " + i, NOBODY);
        }
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try {
                        create(mia, "last " + i, NOBODY);
                    } catch (TooManyRecipesException e) {
                        // Expected for all calls but one.
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(own(mia)).hasSize(Recipes.MOST);
    }

    @Test
    void keyPairAndUserDataAreNotStored() {
        Caller mia = manager();
        NewServer secret = new NewServer(
                "web",
                WEB.source(),
                "f-1",
                List.of(),
                SomeKeys.one(),
                List.of(),
                null,
                null,
                "#cloud-config hunter2",
                Set.of(),
                Map.of(),
                null);

        Recipe made = recipes.create(mia, new RecipeName("a"), AServer.CLOUD, AServer.STAFF.id(), secret, EVERYONE);
        recipes.change(mia, made.id(), new RecipeName("b"), secret, EVERYONE);

        Recipe kept = recipes.find(mia, made.id()).orElseThrow();
        assertThat(kept.server().key()).isNull();
        assertThat(kept.server().userData()).isNull();
        assertThat(database.sql("select server from recipe where id = ?")
                        .param(made.id().toString())
                        .query(String.class)
                        .single())
                .contains("f-1")
                .doesNotContain("hunter2", "ssh-");
        assertThat(audit.entries().toString()).doesNotContain("hunter2");
    }

    @Test
    void templateSharedWithAllIsVisibleToUsersWhoMayLaunch() {
        Recipe made = create(manager(), "Web", EVERYONE);

        assertThat(recipes.all(manager())).contains(made);
        assertThat(recipes.all(operator())).doesNotContain(made);
        Caller elsewhere = member();
        access.grant(elsewhere.userId(), AServer.RESEARCH, Role.MANAGER, null);
        assertThat(recipes.find(elsewhere, made.id())).isEmpty();
        Caller gone = manager();
        access.revokeAll(gone.userId());
        assertThat(recipes.find(gone, made.id())).isEmpty();
        access.deactivate(gone.userId());
        assertThat(recipes.find(gone, made.id())).isEmpty();
    }

    @Test
    void templateSharedWithAUserIsVisibleWhileTheyMayLaunch() {
        Caller ben = manager();
        Recipe made = create(manager(), "Web", new Sharing.With(Grantee.of(ben.userId())));

        assertThat(recipes.find(ben, made.id())).contains(made);
        assertThat(recipes.find(manager(), made.id())).isEmpty();
        access.revokeAll(ben.userId());
        assertThat(recipes.find(ben, made.id())).isEmpty();
    }

    @Test
    void templateSharedWithAGroupIsVisibleToItsMembers() {
        Caller mia = manager();
        Caller ben = manager();
        GroupId group = group(mia, ben);
        Recipe made = create(mia, "Web", new Sharing.With(Grantee.of(group)));

        assertThat(recipes.find(ben, made.id())).contains(made);
        assertThat(recipes.find(manager(), made.id())).isEmpty();
        groups.setMembers(administrator(), group, Set.of(mia.userId()));
        assertThat(recipes.find(ben, made.id())).isEmpty();
    }

    @Test
    void sharingWithUsersOrGroupsWithoutAccessIsRefused() {
        Caller mia = manager();
        Sharing operator = new Sharing.With(Grantee.of(operator().userId()));
        Sharing unknown = new Sharing.With(Grantee.of(FakeDirectory.idOf("nobody at all")));
        GroupId others = group(manager());

        for (Sharing sharing : List.of(operator, unknown, new Sharing.With(Grantee.of(others)))) {
            assertThatExceptionOfType(UnknownPartnerException.class).isThrownBy(() -> create(mia, "Web", sharing));
        }
        assertThat(own(mia)).isEmpty();
        assertThat(create(administrator(), "Web", new Sharing.With(Grantee.of(others)))
                        .sharing())
                .isEqualTo(new Sharing.With(Grantee.of(others)));
    }

    @Test
    void changeByAViewerIsRefusedAndAudited() {
        Recipe made = create(manager(), "Web", EVERYONE);
        Caller ben = manager();

        assertThat(recipes.mayChange(ben, made)).isFalse();
        assertThatExceptionOfType(RecipeNotTheirsException.class)
                .isThrownBy(() -> recipes.change(ben, made.id(), new RecipeName("mine"), WEB, EVERYONE));
        assertThatExceptionOfType(RecipeNotTheirsException.class).isThrownBy(() -> recipes.remove(ben, made.id()));

        assertThat(recipes.find(ben, made.id())).contains(made);
        assertThat(audit.entries().stream()
                        .filter(entry -> made.id().toString().equals(entry.objectId()))
                        .map(entry -> entry.action() + " " + entry.result()))
                .containsExactly("recipe.create SUCCESS", "recipe.change REFUSED", "recipe.remove REFUSED");
    }

    @Test
    void ownerAndAdministratorsMayChangeAndDelete() {
        Caller mia = manager();
        Recipe made = create(mia, "Web", EVERYONE);

        Recipe changed = recipes.change(mia, made.id(), new RecipeName("Web 2"), WEB.named("other"), NOBODY);
        assertThat(changed.owner()).isEqualTo(mia.userId());
        assertThat(own(mia)).containsExactly(changed);
        Caller root = administrator();
        assertThat(recipes.all(root)).contains(changed);
        Recipe byRoot = recipes.change(root, made.id(), new RecipeName("Web 3"), WEB, NOBODY);
        assertThat(byRoot.owner()).isEqualTo(mia.userId());
        recipes.remove(root, made.id());

        assertThat(own(mia)).isEmpty();
        assertThat(audit.actions()).endsWith("recipe.create", "recipe.change", "recipe.change", "recipe.remove");
    }

    @Test
    void createIsRefusedWithoutPermissionToLaunch() {
        Caller operator = operator();

        assertThatExceptionOfType(ActionRefusedException.class).isThrownBy(() -> create(operator, "Web", NOBODY));

        assertThat(recipes.all(operator)).isEmpty();
        AuditEntry last = audit.entries().getLast();
        assertThat(last.action()).isEqualTo("recipe.create");
        assertThat(last.result()).isEqualTo(AuditEntry.Result.REFUSED);
    }

    @Test
    void ownerWithoutPermissionToLaunchKeepsTheTemplateUnchanged() {
        Caller mia = manager();
        Recipe made = create(mia, "Web", EVERYONE);
        access.revokeAll(mia.userId());

        assertThat(recipes.all(mia)).containsExactly(made);
        assertThatExceptionOfType(ActionRefusedException.class)
                .isThrownBy(() -> recipes.change(mia, made.id(), new RecipeName("x"), WEB, NOBODY));
        recipes.remove(mia, made.id());
        assertThat(recipes.all(mia)).isEmpty();
    }

    @Test
    void namesAreUniquePerOwnerAndCaseSensitive() {
        Caller mia = manager();
        create(mia, "web", NOBODY);
        Recipe second = create(mia, "Web", NOBODY);

        assertThatExceptionOfType(RecipeNameTakenException.class).isThrownBy(() -> create(mia, " web ", NOBODY));
        assertThatExceptionOfType(RecipeNameTakenException.class)
                .isThrownBy(() -> recipes.change(mia, second.id(), new RecipeName("web"), WEB, NOBODY));
        create(manager(), "web", NOBODY);
        assertThat(own(mia)).hasSize(2);
    }

    @Test
    void fiftyFirstTemplateIsRefused() {
        Caller mia = manager();
        for (int i = 0; i < Recipes.MOST; i++) {
            create(mia, "r" + i, NOBODY);
        }

        assertThatExceptionOfType(TooManyRecipesException.class).isThrownBy(() -> create(mia, "one more", NOBODY));
    }

    @Test
    void blankAndMultilineNamesAreRefused() {
        for (String bad : new String[] {"", "  ", "a\nb", "x".repeat(101), " ".repeat(1000)}) {
            assertThatThrownBy(() -> new RecipeName(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Excludes launch templates of other tests, which use the same database. */
    private List<Recipe> own(Caller caller) {
        return recipes.all(caller).stream()
                .filter(recipe -> recipe.owner().equals(caller.userId()))
                .toList();
    }

    private Recipe create(Caller by, String name, Sharing sharing) {
        return recipes.create(by, new RecipeName(name), AServer.CLOUD, AServer.STAFF.id(), WEB, sharing);
    }

    private GroupId group(Caller... members) {
        Set<UserId> ids = Arrays.stream(members).map(Caller::userId).collect(Collectors.toSet());
        return groups.create(administrator(), new GroupName("g" + UUID.randomUUID()), ids)
                .id();
    }

    private Caller administrator() {
        User user = directory.administrator(name());
        access.administrator(user.id());
        return FakeDirectory.caller(user);
    }

    private Caller manager() {
        Caller caller = member();
        access.grant(caller.userId(), AServer.STAFF, Role.MANAGER, null);
        return caller;
    }

    private Caller operator() {
        Caller caller = member();
        access.grant(caller.userId(), AServer.STAFF, Role.OPERATOR, null);
        return caller;
    }

    private Caller member() {
        User user = directory.member(name());
        access.revokeAll(user.id());
        return FakeDirectory.caller(user);
    }

    private static String name() {
        return "u" + UUID.randomUUID();
    }
}
