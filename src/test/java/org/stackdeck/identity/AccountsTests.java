package org.stackdeck.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditRecord;
import org.stackdeck.audit.AuditTrail;

@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:signin;MODE=MariaDB",
            "STACKDECK_SETUP_CODE=let-me-set-up",
            "stackdeck.limits.per-source=1000000",
            "stackdeck.limits.registrations=1000000",
            "stackdeck.data-dir=target/test-data/signin"
        })
@AutoConfigureMockMvc
class AccountsTests {

    private static final String GOOD = "a quiet river bends";
    private static final UserName ROOT = new UserName("root.one");

    @Autowired
    private Setup setup;

    @Autowired
    private Registration registration;

    @Autowired
    private Accounts accounts;

    @Autowired
    private PasswordChange passwords;

    @Autowired
    private SignIn signIn;

    @Autowired
    private Directory directory;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void anAdministrator() {
        if (setup.needed()) {
            setup.complete("LET ME-set-up", ROOT.value(), GOOD, "192.0.2.2", Caller.Channel.REST);
        }
    }

    @Test
    void theLastAdministratorCanBeNeitherDisabledNorDemoted() {
        assertThatThrownBy(() -> accounts.disable(root(), root().userId()))
                .isInstanceOfSatisfying(
                        UserStateException.class,
                        e -> assertThat(e.reason()).isEqualTo(UserStateException.Reason.LAST_ADMINISTRATOR));
        assertThatThrownBy(() -> accounts.setRole(root(), root().userId(), User.Role.MEMBER))
                .isInstanceOf(UserStateException.class);
        assertThat(directory.find(ROOT)).get().matches(User::administrator);
    }

    @Test
    void twoAdministratorsWhoDemoteEachOtherAtOnceLeaveOne() throws Exception {
        User other = approved("rival");
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 10; round++) {
                accounts.setRole(root(), other.id(), User.Role.ADMINISTRATOR);
                List<Future<User>> attempts = both.invokeAll(List.<Callable<User>>of(
                        () -> accounts.setRole(root(), other.id(), User.Role.MEMBER),
                        () -> accounts.setRole(caller(other), root().userId(), User.Role.MEMBER)));
                assertThat(attempts.stream().filter(AccountsTests::succeeded)).hasSize(1);
                assertThat(directory.all().stream().filter(User::administrator)).hasSize(1);
                if (!directory.find(ROOT).orElseThrow().administrator()) {
                    accounts.setRole(caller(other), root().userId(), User.Role.ADMINISTRATOR);
                    accounts.setRole(root(), other.id(), User.Role.MEMBER);
                }
            }
        }
    }

    @Test
    void aMemberChangesNobodyAndTheAttemptIsOnRecord() {
        User member = approved("curious");
        assertThatThrownBy(() -> accounts.setRole(caller(member), member.id(), User.Role.ADMINISTRATOR))
                .isInstanceOf(NotAdministratorException.class);
        assertThat(last()).satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("user.set-role");
            assertThat(entry.actor()).isEqualTo("curious");
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED);
        });
    }

    @Test
    void anApprovalIsOnRecordWithWhoGaveItAndFromWhere() {
        User member = approved("newcomer");
        assertThat(last()).satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("user.approve");
            assertThat(entry.actor()).isEqualTo(ROOT.value());
            assertThat(entry.objectName()).isEqualTo("newcomer");
            assertThat(entry.source()).isEqualTo("192.0.2.2");
        });
        assertThatThrownBy(() -> accounts.approve(root(), member.id())).isInstanceOf(UserStateException.class);
    }

    @Test
    void aDisabledUserIsRefusedUntilEnabled() {
        User member = approved("onleave");
        accounts.disable(root(), member.id());
        assertThat(tryIn("onleave", GOOD)).isInstanceOf(SignIn.Refused.class);
        accounts.enable(root(), member.id());
        assertThat(tryIn("onleave", GOOD)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void aPromotionKeepsTheGenerationAndADemotionRaisesIt() {
        User member = approved("climber");
        User promoted = accounts.setRole(root(), member.id(), User.Role.ADMINISTRATOR);
        User demoted = accounts.setRole(root(), member.id(), User.Role.MEMBER);
        assertThat(promoted.generation()).isEqualTo(member.generation());
        assertThat(demoted.generation()).isGreaterThan(promoted.generation());
    }

    @Test
    void aResetCodeWorksOnce() {
        User member = approved("forgetful");
        String code = passwords.giveCode(root(), member.id()).code();
        assertWrong("forgetful", code + "X");
        passwords.reset(
                "Forgetful", code.toLowerCase(Locale.ROOT), "another fine phrase", "192.0.2.5", Caller.Channel.UI);
        assertThat(tryIn("forgetful", "another fine phrase")).isInstanceOf(SignIn.SignedIn.class);
        assertWrong("forgetful", code);
    }

    @Test
    void aResetCodeExpires() {
        User member = approved("slow");
        ResetCode code = passwords.giveCode(root(), member.id());
        assertThat(code.expiresAt())
                .isBetween(Instant.now().plusSeconds(1700), Instant.now().plusSeconds(1900));
        jdbc.sql("update reset_codes set expires_at = timestamp '2020-01-01 00:00:00'")
                .update();
        assertWrong("slow", code.code());
    }

    @Test
    void anotherCodeReplacesTheOneBefore() {
        User member = approved("twice");
        String first = passwords.giveCode(root(), member.id()).code();
        passwords.giveCode(root(), member.id());
        assertWrong("twice", first);
    }

    private void assertWrong(String name, String code) {
        assertThatThrownBy(() -> passwords.reset(name, code, "another fine phrase", "192.0.2.5", Caller.Channel.UI))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .containsEntry(
                                        InvalidInputException.Field.CODE, InvalidInputException.Problem.CODE_WRONG));
    }

    private static boolean succeeded(Future<User> attempt) {
        try {
            attempt.get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOfAny(UserStateException.class, NotAdministratorException.class);
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private User approved(String name) {
        registration.register(name, "", GOOD, "192.0.2.1", Caller.Channel.REST);
        return accounts.approve(
                root(), directory.find(new UserName(name)).orElseThrow().id());
    }

    private SignIn.Result tryIn(String name, String password) {
        return signIn.signIn(name, password, "192.0.2.6", Caller.Channel.REST);
    }

    private AuditEntry last() {
        return audit.newest(0, 1).stream().map(AuditRecord::entry).findFirst().orElseThrow();
    }

    private Caller root() {
        return caller(directory.find(ROOT).orElseThrow());
    }

    private static Caller caller(User user) {
        return new Caller(user.id(), user.name(), "192.0.2.2", Caller.Channel.REST);
    }
}
