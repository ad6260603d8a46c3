package org.stackdeck.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.TestAccounts;
import org.stackdeck.identity.signin.AttemptLimitProperties;
import org.stackdeck.identity.signin.AttemptThrottle;

@DatabaseTest
@Import({JdbcSavedViewService.class, PreferenceChangeRepository.class, AttemptThrottle.class})
@EnableConfigurationProperties(AttemptLimitProperties.class)
@TestPropertySource(properties = "stackdeck.limits.changes=1000")
class SavedViewServiceTests {

    @Autowired
    SavedViewService views;

    @Autowired
    JdbcClient database;

    @Test
    void viewsAreListedByNameForTheirOwnerOnly() {
        Caller mia = account();
        Caller ben = account();

        SavedView web = views.create(mia, new SavedViewName(" Web "), "{\"q\":\"宽\"}");
        SavedView ci = views.create(mia, new SavedViewName("ci runners"), "{}");

        assertThat(views.list(mia)).containsExactly(ci, web);
        assertThat(web.name().value()).isEqualTo("Web");
        assertThat(views.list(ben)).isEmpty();
        views.delete(ben, web.id());
        assertRefused(() -> views.rename(ben, web.id(), new SavedViewName("x")), SavedViewException.Reason.UNKNOWN);
        assertRefused(() -> views.updateContent(ben, web.id(), web.version(), "{}"), SavedViewException.Reason.UNKNOWN);
        assertThat(views.list(mia)).containsExactly(ci, web);
    }

    @Test
    void viewIsRenamedChangedAndDeleted() {
        Caller mia = account();
        SavedView view = views.create(mia, new SavedViewName("web"), "{}");

        SavedView changed = views.updateContent(mia, view.id(), view.version(), "{\"a\":1}");
        views.rename(mia, view.id(), new SavedViewName("WEB"));
        SavedView renamed = views.rename(mia, view.id(), new SavedViewName("WEB"));
        assertThat(changed).isEqualTo(new SavedView(view.id(), view.name(), "{\"a\":1}", 1));
        assertThat(renamed).isEqualTo(new SavedView(view.id(), new SavedViewName("WEB"), "{\"a\":1}", 3));
        assertThat(views.list(mia)).containsExactly(renamed);

        views.delete(mia, view.id());
        assertThat(views.list(mia)).isEmpty();
        assertRefused(() -> views.updateContent(mia, view.id(), 3, "{}"), SavedViewException.Reason.UNKNOWN);
    }

    @Test
    void contentBasedOnAnEarlierVersionIsRefused() {
        Caller mia = account();
        SavedView view = views.create(mia, new SavedViewName("web"), "{}");
        SavedView changed = views.updateContent(mia, view.id(), view.version(), "{\"a\":1}");

        assertRefused(
                () -> views.updateContent(mia, view.id(), view.version(), "{\"b\":1}"),
                SavedViewException.Reason.CHANGED);
        assertThat(views.list(mia)).containsExactly(changed);
    }

    @Test
    void namesOfOneUserDifferIgnoringCase() {
        Caller mia = account();
        views.create(mia, new SavedViewName("Web"), "{}");
        SavedView other = views.create(mia, new SavedViewName("Wéb"), "{}");

        assertRefused(() -> views.create(mia, new SavedViewName("wEB"), "{}"), SavedViewException.Reason.NAME_TAKEN);
        assertRefused(
                () -> views.rename(mia, other.id(), new SavedViewName("web")), SavedViewException.Reason.NAME_TAKEN);
        assertThat(views.list(mia)).hasSize(2);
        assertThat(views.create(account(), new SavedViewName("web"), "{}").name())
                .isEqualTo(new SavedViewName("web"));
    }

    @Test
    void longContentIsRefused() {
        Caller mia = account();
        String longest = "x".repeat(SavedViewService.MAX_LENGTH);
        SavedView view = views.create(mia, new SavedViewName("web"), longest);

        assertRefused(
                () -> views.create(mia, new SavedViewName("db"), longest + "x"), SavedViewException.Reason.TOO_LARGE);
        assertRefused(
                () -> views.updateContent(mia, view.id(), view.version(), longest + "x"),
                SavedViewException.Reason.TOO_LARGE);
    }

    @Test
    void concurrentCallsDoNotExceedTheLimit() throws Exception {
        Caller mia = account();
        IntStream.range(2, SavedViewService.MAX_PER_USER)
                .forEach(number -> views.create(mia, new SavedViewName("view " + number), "{}"));

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> calls = IntStream.range(100, 104)
                    .<Callable<Boolean>>mapToObj(number -> () -> {
                        try {
                            views.create(mia, new SavedViewName("view " + number), "{}");
                            return true;
                        } catch (SavedViewException e) {
                            assertThat(e.reason()).isEqualTo(SavedViewException.Reason.TOO_MANY);
                            return false;
                        }
                    })
                    .toList();
            int created = 0;
            for (var call : threads.invokeAll(calls)) {
                created += call.get() ? 1 : 0;
            }
            assertThat(created).isEqualTo(2);
        }
        assertThat(views.list(mia)).hasSize(SavedViewService.MAX_PER_USER);
    }

    @Test
    void viewsAreDeletedWithTheAccount() {
        Caller mia = account();
        views.create(mia, new SavedViewName("web"), "{}");

        database.sql("delete from accounts where id = ?")
                .param(mia.userId().toString())
                .update();

        assertThat(views.list(mia)).isEmpty();
    }

    @Test
    void nameHasOneLineOfOneToSixtyVisibleCharacters() {
        assertThat(SavedViewName.parse("x".repeat(60))).isPresent();
        assertThat(SavedViewName.parse("x".repeat(61))).isEmpty();
        assertThat(SavedViewName.parse(" \u200b ")).isEmpty();
        assertThat(SavedViewName.parse("a\nb")).isEmpty();
    }

    private static void assertRefused(ThrowingCallable call, SavedViewException.Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SavedViewException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private Caller account() {
        String name = "u" + UUID.randomUUID().toString().substring(0, 8);
        return FakeUserDirectory.caller(TestAccounts.insert(database, new FakeUserDirectory().member(name)));
    }
}
