package org.stackdeck.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stackdeck.preferences.UserPreferenceName.SERVER_GRID_LAYOUT;

import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.TestAccounts;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.signin.AttemptLimitProperties;
import org.stackdeck.identity.signin.AttemptThrottle;

@DatabaseTest
@Import({JdbcUserPreferenceService.class, PreferenceChangeRepository.class, AttemptThrottle.class})
@EnableConfigurationProperties(AttemptLimitProperties.class)
class UserPreferenceServiceTests {

    @Autowired
    UserPreferenceService preferences;

    @Autowired
    JdbcClient database;

    @Test
    void valueIsReplacedAndBelongsToItsUser() {
        Caller mia = account();
        Caller ben = account();
        assertThat(preferences.find(mia, SERVER_GRID_LAYOUT)).isEmpty();

        preferences.save(mia, SERVER_GRID_LAYOUT, "{\"a\":1}");
        preferences.save(mia, SERVER_GRID_LAYOUT, "{\"a\":\"宽\"}");
        preferences.save(mia, SERVER_GRID_LAYOUT, "{\"a\":\"宽\"}");

        assertThat(preferences.find(mia, SERVER_GRID_LAYOUT)).contains("{\"a\":\"宽\"}");
        assertThat(preferences.find(ben, SERVER_GRID_LAYOUT)).isEmpty();
    }

    @Test
    void longValueIsRefused() {
        Caller mia = account();
        String longest = "x".repeat(UserPreferenceService.MAX_LENGTH);

        preferences.save(mia, SERVER_GRID_LAYOUT, longest);
        assertThatThrownBy(() -> preferences.save(mia, SERVER_GRID_LAYOUT, longest + "x"))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(preferences.find(mia, SERVER_GRID_LAYOUT)).contains(longest);
    }

    @Test
    void concurrentFirstValuesLeaveOneOfThem() throws Exception {
        Caller mia = account();

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (var stored : threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(number -> () -> {
                        preferences.save(mia, SERVER_GRID_LAYOUT, "value " + number);
                        return true;
                    })
                    .toList())) {
                assertThat(stored.get()).isTrue();
            }
        }

        assertThat(preferences.find(mia, SERVER_GRID_LAYOUT))
                .hasValueSatisfying(value -> assertThat(value).startsWith("value "));
    }

    @Test
    void valueIsDeletedWithTheAccount() {
        Caller mia = account();
        preferences.save(mia, SERVER_GRID_LAYOUT, "{}");

        database.sql("delete from accounts where id = ?")
                .param(mia.userId().toString())
                .update();

        assertThat(preferences.find(mia, SERVER_GRID_LAYOUT)).isEmpty();
    }

    @Test
    void tooManyChangesAreRefused() {
        Caller mia = account();

        assertThatThrownBy(() -> IntStream.range(0, 1_000)
                        .forEach(number -> preferences.save(mia, SERVER_GRID_LAYOUT, "value " + number)))
                .isInstanceOf(TooManyChangesException.class);
    }

    private Caller account() {
        String name = "u" + UUID.randomUUID().toString().substring(0, 8);
        return FakeUserDirectory.caller(TestAccounts.insert(database, new FakeUserDirectory().member(name)));
    }
}
