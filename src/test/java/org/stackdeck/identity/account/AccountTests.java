package org.stackdeck.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.Proxy;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.audit.AuditTrailReader;
import org.stackdeck.audit.NumberedAuditEntry;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.IdentityTestConfiguration;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpCheck;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.factor.ReauthenticationService;
import org.stackdeck.identity.factor.SecondFactorCodeVerifier;
import org.stackdeck.identity.factor.SecondFactorResetService;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.password.OwnPasswordVerifier;
import org.stackdeck.identity.password.PasswordChangeExecutor;
import org.stackdeck.identity.password.PasswordChangeService;
import org.stackdeck.identity.password.PasswordHasher;
import org.stackdeck.identity.password.PasswordResetCodeRepository;
import org.stackdeck.identity.password.PasswordResetService;
import org.stackdeck.identity.registration.RegistrationNameConflict;
import org.stackdeck.identity.registration.RegistrationNameConflictService;
import org.stackdeck.identity.registration.RegistrationService;
import org.stackdeck.identity.registration.RegistrationStore;
import org.stackdeck.identity.registration.RegistrationsChanged;
import org.stackdeck.identity.secret.SecretToken;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.identity.session.TestSessions;
import org.stackdeck.identity.setup.AdministratorSetupService;
import org.stackdeck.identity.setup.SetupCodeProperties;
import org.stackdeck.identity.setup.SetupCodeService;
import org.stackdeck.identity.signin.AttemptThrottle;
import org.stackdeck.identity.signin.KnownBrowserTokenService;
import org.stackdeck.identity.signin.PasswordAuthenticationService;
import org.stackdeck.platform.MutableClock;

/** Tests registration, sign-in, passwords and states of accounts in the database. */
@DatabaseTest
@RecordApplicationEvents
@Import(IdentityTestConfiguration.class)
@TestPropertySource(
        properties = {
            "stackdeck.setup-code=let-me-set-up",
            "stackdeck.limits.per-source=1000000",
            "stackdeck.limits.sign-ins=1000000",
            "stackdeck.limits.changes=1000000",
            "stackdeck.limits.registrations=1000000"
        })
class AccountTests {

    private static final String GOOD = "a quiet river bends";
    private static final String OTHER = "another fine phrase";
    private static final UserName ROOT = new UserName("root.one");

    @Autowired
    private AdministratorSetupService initialSetupService;

    @Autowired
    private PasswordResetCodeRepository codeRows;

    @Autowired
    private SecondFactorResetService lost;

    @Autowired
    private AttemptThrottle attemptThrottle;

    @Autowired
    private PasswordHasher argon;

    @Autowired
    private UserSettingsService userSettingsService;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private MutableClock clock;

    @Autowired
    private RegistrationService registrationService;

    @Autowired
    private AccountAdministrationService accountAdministrationService;

    @Autowired
    private PasswordChangeService passwords;

    @Autowired
    private PasswordResetService resets;

    @Autowired
    private PasswordChangeExecutor passwordChangeExecutor;

    @Autowired
    private RegistrationStore registrationStore;

    @Autowired
    private PasswordAuthenticationService passwordAuthenticationService;

    @Autowired
    private KnownBrowserTokenService devices;

    @Autowired
    private AccountRepository accountRows;

    @Autowired
    private SecondFactorCodeVerifier secondFactorCodeVerifier;

    @Autowired
    private SecondFactorStatusService secondFactorService;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private RegistrationNameConflictService nameConflicts;

    @Autowired
    private UserDirectory userDirectory;

    @Autowired
    private LoginSessionService loginSessionService;

    @Autowired
    private ReauthenticationService reauthenticationService;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private JdbcClient database;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private AdminActionExecutor executor;

    @Autowired
    private AccountChangeExecutor accountChanges;

    @Autowired
    private AdministratorAccountStore administratorAccountStore;

    @Autowired
    private StepUpCheck stepUpCheck;

    @BeforeEach
    void anAdministrator() {
        if (initialSetupService.isRequired()) {
            initialSetupService.complete("LET ME-set-up", ROOT.value(), GOOD, "192.0.2.2", Caller.Channel.REST);
        }
    }

    @Test
    void disableAndDemotionAreRefusedForTheLastAdministrator() {
        assertThatThrownBy(() -> accountAdministrationService.disable(root(), root().userId()))
                .isInstanceOfSatisfying(
                        UserStateException.class,
                        e -> assertThat(e.reason()).isEqualTo(UserStateException.Reason.LAST_ADMINISTRATOR));
        assertThatThrownBy(() -> accountAdministrationService.setRole(root(), root().userId(), User.Role.MEMBER))
                .isInstanceOf(UserStateException.class);
        assertThat(userDirectory.find(ROOT)).get().matches(User::isAdministrator);
    }

    @Test
    void accountChangeRequiresRecentAuthentication() {
        User member = approved(fresh("kept"));
        Caller before = root();
        clock.advance(Duration.ofMinutes(10));

        for (ThrowingCallable action : List.<ThrowingCallable>of(
                () -> accountAdministrationService.disable(before, member.id()),
                () -> accountAdministrationService.setRole(before, member.id(), User.Role.ADMINISTRATOR),
                () -> resets.createCode(before, member.id()),
                () -> loginSessionService.endAll(before, member.id()))) {
            assertThatThrownBy(action)
                    .isInstanceOfSatisfying(
                            StepUpRequiredException.class,
                            e -> assertThat(e.allowedFactors()).containsExactly(AuthenticationFactor.PASSWORD));
            assertThat(last().result()).isEqualTo(AuditEntry.Result.REFUSED);
        }
        assertThat(userDirectory.find(member.id())).contains(member);

        reauthenticationService.verifyPassword(before, GOOD);
        assertThat(accountAdministrationService.disable(before, member.id()).state())
                .isEqualTo(User.State.DISABLED);
    }

    @Test
    void accountChangeWithoutSessionIsRefused() {
        User member = approved(fresh("unproved"));
        Caller nowhere = new Caller(root().userId(), ROOT, "192.0.2.2", Caller.Channel.REST);

        assertThatThrownBy(() -> accountAdministrationService.disable(nowhere, member.id()))
                .isInstanceOf(StepUpRequiredException.class);
    }

    @Test
    void concurrentMutualDemotionKeepsOneAdministrator() throws Exception {
        oneStays((by, whom) -> accountAdministrationService.setRole(by, whom, User.Role.MEMBER));
    }

    @Test
    void concurrentMutualDisableKeepsOneAdministrator() throws Exception {
        oneStays(accountAdministrationService::disable);
    }

    private void oneStays(BiFunction<Caller, UserId, User> action) throws Exception {
        User other = approved(fresh("rival"));
        for (int round = 0; round < 10; round++) {
            accountAdministrationService.setRole(root(), other.id(), User.Role.ADMINISTRATOR);
            assertThat(successes(List.of(
                            () -> action.apply(root(), other.id()),
                            () -> action.apply(caller(other), root().userId()))))
                    .isOne();
            assertThat(userDirectory.all().stream().filter(User::isAdministrator))
                    .hasSize(1);
            sql("update accounts set role = 'ADMINISTRATOR', state = 'ACTIVE' where name = ?", ROOT.value());
            sql(
                    "update accounts set role = 'MEMBER', state = 'ACTIVE' where name = ?",
                    other.name().value());
        }
    }

    @Test
    void userNameIsCaseInsensitive() {
        String name = fresh("mixed");
        registrationService.register(name.toUpperCase(Locale.ROOT), "", GOOD, "192.0.2.1", Caller.Channel.REST);
        accountAdministrationService.approve(root(), idOf(name));

        assertThat(tryIn(name.toUpperCase(Locale.ROOT), GOOD)).isPresent();
        assertThat(userDirectory.all()).extracting(user -> user.name().value()).contains(name);
    }

    @Test
    void registrationOfATakenNameIsVisibleToAdministratorsOnly(ApplicationEvents published) {
        String name = fresh("taken");
        User first = approved(name);
        SecretToken statusToken = registrationService.register(
                name.toUpperCase(Locale.ROOT), "Someone Else", OTHER, "192.0.2.9", Caller.Channel.REST);

        assertThat(registrationService.status(statusToken)).isEqualTo(RegistrationService.RegistrationStatus.PENDING);
        assertThat(tryIn(name, GOOD)).contains(first);
        assertThat(tryIn(name, OTHER)).isEmpty();
        RegistrationNameConflict conflict = accountAdministrationService.nameConflicts(root()).stream()
                .filter(found -> found.name().equals(first.name()))
                .findFirst()
                .orElseThrow();
        assertThat(conflict.displayName()).isEqualTo("Someone Else");
        assertThat(conflict.source()).isEqualTo("192.0.2.9");

        published.clear();
        accountAdministrationService.dismissNameConflict(root(), conflict.id());

        assertThat(published.stream(RegistrationsChanged.class)).hasSize(1);
        assertThat(registrationService.status(statusToken)).isEqualTo(RegistrationService.RegistrationStatus.REJECTED);
        assertThat(accountAdministrationService.nameConflicts(root())).doesNotContain(conflict);
    }

    @Test
    void concurrentRegistrationsOfANameCreateOneAccount() throws Exception {
        String name = fresh("rush");
        Callable<SecretToken> ask =
                () -> registrationService.register(name, "", GOOD, "192.0.2.1", Caller.Channel.REST);

        assertThat(successes(Collections.nCopies(4, ask))).isEqualTo(4);

        assertThat(userDirectory.all().stream()
                        .filter(user -> user.name().value().equals(name)))
                .hasSize(1);
        assertThat(accountAdministrationService.nameConflicts(root()).stream()
                        .filter(conflict -> conflict.name().value().equals(name)))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.attempts()).isEqualTo(3));
    }

    @Test
    void attemptsAtATakenNameFromOneAddressShareOneConflict() {
        String name = fresh("merged");
        approved(name);
        registrationService.register(name, "First", GOOD, "192.0.2.21", Caller.Channel.REST);
        clock.advance(Duration.ofSeconds(1));
        SecretToken second = registrationService.register(name, "Second", GOOD, "192.0.2.21", Caller.Channel.UI);
        registrationService.register(name, "Third", GOOD, "192.0.2.22", Caller.Channel.REST);

        List<RegistrationNameConflict> conflicts = conflictsOn(name);

        assertThat(conflicts)
                .extracting(
                        RegistrationNameConflict::source,
                        RegistrationNameConflict::attempts,
                        RegistrationNameConflict::displayName)
                .containsExactly(tuple("192.0.2.21", 2, "Second"), tuple("192.0.2.22", 1, "Third"));
        assertThat(conflicts.getFirst().lastAt())
                .isEqualTo(conflicts.getFirst().at().plusSeconds(1));
        accountAdministrationService.dismissNameConflict(
                root(), conflicts.getFirst().id());
        assertThat(registrationService.status(second)).isEqualTo(RegistrationService.RegistrationStatus.REJECTED);
    }

    @Test
    void nameConflictsAreBoundedAndExpireWithoutChangingTheStatus(ApplicationEvents published) {
        String name = fresh("flooded");
        approved(name);
        SecretToken statusToken = registrationService.register(name, "", GOOD, "192.0.2.23", Caller.Channel.UI);
        NewAccount newAccount = new NewAccount(new UserName(name), "Flood");
        for (int i = 0; i < RegistrationNameConflictService.MAX_ROWS + 10; i++) {
            clock.advance(Duration.ofSeconds(1));
            nameConflicts.report(newAccount, "flood " + i, clock.instant());
        }
        assertThat(accountAdministrationService.nameConflicts(root()))
                .hasSize(RegistrationNameConflictService.MAX_ROWS)
                .allMatch(conflict -> conflict.source().startsWith("flood"));
        assertThat(registrationService.status(statusToken)).isEqualTo(RegistrationService.RegistrationStatus.PENDING);

        clock.advance(Duration.ofDays(7).plusSeconds(1));
        published.clear();
        nameConflicts.deleteExpired();
        nameConflicts.deleteExpired();

        assertThat(published.stream(RegistrationsChanged.class)).hasSize(1);
        assertThat(accountAdministrationService.nameConflicts(root())).isEmpty();
        assertThat(registrationService.status(statusToken)).isEqualTo(RegistrationService.RegistrationStatus.PENDING);
    }

    @Test
    void pendingAccountsAreBoundedAndExpireAfterThirtyDays() {
        SecretToken first = registrationService.register(fresh("early"), "", GOOD, "192.0.2.26", Caller.Channel.UI);
        for (long i = accountRows.countByState(User.State.PENDING); i < 500; i++) {
            accountRows.saveAndFlush(new AccountEntity(
                    new UserName(fresh("flood")), "Flood", User.State.PENDING, User.Role.MEMBER, "-", clock.instant()));
        }
        String late = fresh("late");

        registrationService.register(late, "", GOOD, "192.0.2.26", Caller.Channel.UI);

        assertThat(accountRows.findByName(late)).isEmpty();
        assertThat(registrationService.status(first)).isEqualTo(RegistrationService.RegistrationStatus.PENDING);
        clock.advance(Duration.ofDays(30).plusSeconds(1));
        registrationStore.deleteExpired();
        assertThat(accountRows.countByState(User.State.PENDING)).isZero();
        registrationService.register(late, "", GOOD, "192.0.2.26", Caller.Channel.UI);
        assertThat(accountRows.findByName(late)).isPresent();
    }

    @Test
    void dismissAllDeletesAllNameConflicts() {
        String name = fresh("crowded");
        approved(name);
        SecretToken one = registrationService.register(name, "", GOOD, "192.0.2.24", Caller.Channel.UI);
        SecretToken other = registrationService.register(name, "", GOOD, "192.0.2.25", Caller.Channel.UI);

        accountAdministrationService.dismissAllNameConflicts(root());

        assertThat(accountAdministrationService.nameConflicts(root())).isEmpty();
        assertThat(List.of(one, other))
                .allMatch(statusToken ->
                        registrationService.status(statusToken) == RegistrationService.RegistrationStatus.REJECTED);
        assertThat(last().action()).isEqualTo("user.dismiss-clash");
    }

    private List<RegistrationNameConflict> conflictsOn(String name) {
        return accountAdministrationService.nameConflicts(root()).stream()
                .filter(conflict -> conflict.name().value().equals(name))
                .toList();
    }

    @Test
    void deviceTokenIsValidForOneAccountUntilItsPasswordChanges() {
        User anna = approved(fresh("trusting"));
        User other = approved(fresh("suspicious"));
        List<String> tokens = devices.renew(anna, List.of());
        String device = devices.find(anna, tokens).orElseThrow();

        assertThat(devices.find(other, tokens)).isEmpty();
        assertThat(devices.find(anna, List.of("", "x", "1.", "1.AAAA", "1." + "A".repeat(100))))
                .isEmpty();
        List<String> both = devices.renew(other, tokens);
        assertThat(both).hasSize(2);
        assertThat(devices.find(anna, both)).contains(device);
        assertThat(devices.find(anna, devices.renew(anna, both)))
                .as("the same device")
                .contains(device);
        User changed = passwords.change(caller(anna), GOOD, OTHER);
        assertThat(devices.find(changed, both)).isEmpty();
        clock.advance(KnownBrowserTokenService.LIFETIME);
        assertThat(devices.find(other, both)).isEmpty();
    }

    @Test
    void trustedBrowserSignsInWhileItsAddressIsThrottled() {
        User anna = approved(fresh("attacked"));
        String name = anna.name().value();
        List<String> tokens = devices.renew(anna, List.of());
        for (int i = 0; i < 10; i++) {
            passwordAuthenticationService.signIn(name, OTHER, "198.51.100.8", Caller.Channel.REST);
        }

        assertThatThrownBy(() -> passwordAuthenticationService.signIn(name, GOOD, "198.51.100.8", Caller.Channel.REST))
                .isInstanceOf(TooManyAttemptsException.class);
        assertThat(passwordAuthenticationService.signIn(name, GOOD, "198.51.100.8", Caller.Channel.UI, tokens))
                .isPresent();
        for (int i = 0; i < 10; i++) {
            assertThat(passwordAuthenticationService.signIn(name, OTHER, "198.51.100.8", Caller.Channel.UI, tokens))
                    .isEmpty();
        }
        assertThatThrownBy(() ->
                        passwordAuthenticationService.signIn(name, GOOD, "198.51.100.8", Caller.Channel.UI, tokens))
                .as("the limit of the browser")
                .isInstanceOf(TooManyAttemptsException.class);
    }

    @Test
    void statusTokenShowsTheStatusForThirtyDays() {
        String name = fresh("waiter");
        SecretToken statusToken = registrationService.register(name, "", GOOD, "192.0.2.1", Caller.Channel.UI);
        assertThat(registrationService.status(statusToken)).isEqualTo(RegistrationService.RegistrationStatus.PENDING);

        accountAdministrationService.reject(root(), idOf(name));
        assertThat(registrationService.status(statusToken)).isEqualTo(RegistrationService.RegistrationStatus.REJECTED);

        accountAdministrationService.approve(root(), idOf(name));
        assertThat(registrationService.status(statusToken)).isEqualTo(RegistrationService.RegistrationStatus.APPROVED);

        clock.advance(Duration.ofDays(30));
        assertThat(registrationService.status(statusToken)).isEqualTo(RegistrationService.RegistrationStatus.UNKNOWN);
        assertThat(registrationService.status(SecretToken.create()))
                .isEqualTo(RegistrationService.RegistrationStatus.UNKNOWN);
    }

    @Test
    void correctPasswordOfAPendingOrRejectedAccountIsRefused() {
        String name = fresh("patient");
        SecretToken statusToken = registrationService.register(name, "", GOOD, "192.0.2.1", Caller.Channel.UI);

        assertThat(tryIn(name, GOOD)).isEmpty();
        assertThat(tryInByPage(name, GOOD)).isEmpty();
        assertThat(registrationService.status(statusToken)).isEqualTo(RegistrationService.RegistrationStatus.PENDING);
        accountAdministrationService.reject(root(), idOf(name));
        assertThat(tryInByPage(name, GOOD)).isEmpty();
    }

    @Test
    void refusedSignInLoadsOnlyTheAccountsOfItsDeviceTokens() {
        User anna = approved(fresh("observed"));
        User other = approved(fresh("bystander"));
        String unknown = fresh("nobody");
        List<String> names = List.of(anna.name().value(), unknown);
        for (int i = 0; i < 10; i++) {
            names.forEach(
                    name -> passwordAuthenticationService.signIn(name, OTHER, "198.51.100.9", Caller.Channel.REST));
        }
        List<String> lookups = new ArrayList<>();
        AccountRepository observed = (AccountRepository) Proxy.newProxyInstance(
                AccountRepository.class.getClassLoader(),
                new Class<?>[] {AccountRepository.class},
                (_, method, args) -> {
                    lookups.add(method.getName());
                    return method.invoke(accountRows, args);
                });
        PasswordAuthenticationService observedSignIn = new PasswordAuthenticationService(
                observed,
                argon,
                attemptThrottle,
                devices,
                secondFactorService,
                secondFactorCodeVerifier,
                audit,
                transactions);

        for (String name : names) {
            for (List<String> tokens :
                    List.of(List.<String>of(), List.of("1.AAAA", "x"), devices.renew(other, List.of()))) {
                assertThatThrownBy(() -> observedSignIn.signIn(name, GOOD, "198.51.100.9", Caller.Channel.UI, tokens))
                        .isInstanceOf(TooManyAttemptsException.class);
            }
            assertThat(lookups).as(name).containsExactly("findById");
            lookups.clear();
        }
    }

    @Test
    void renewKeepsTheValidDeviceTokens() {
        User anna = approved(fresh("tidy"));
        User other = approved(fresh("visiting"));
        String valid = devices.renew(other, List.of()).getFirst();

        assertThat(devices.renew(anna, List.of("\u00e9", "1.AAAA", valid, "1." + "A".repeat(100))))
                .hasSize(2)
                .contains(valid);
    }

    @Test
    void signInIsThrottledAfterTenWrongPasswordsFromOneAddress() {
        String name = fresh("guessed");
        approved(name);
        for (int i = 0; i < 10; i++) {
            assertThat(passwordAuthenticationService.signIn(name, OTHER, "198.51.100.7", Caller.Channel.REST))
                    .isEmpty();
        }

        assertThatThrownBy(() -> passwordAuthenticationService.signIn(name, GOOD, "198.51.100.7", Caller.Channel.REST))
                .isInstanceOf(TooManyAttemptsException.class);
        assertThat(tryIn(name, GOOD)).isPresent();
    }

    @Test
    void passwordChangeRequiresTheCurrentOneAndEndsSessions() {
        String name = fresh("changer");
        User before = approved(name);
        assertThatThrownBy(() -> passwords.change(caller(before), OTHER, OTHER))
                .isInstanceOf(InvalidInputException.class);

        User after = passwords.change(caller(before), GOOD, OTHER);

        assertThat(after.generation()).isGreaterThan(before.generation());
        assertThat(tryIn(name, GOOD)).isEmpty();
        assertThat(tryIn(name, OTHER)).isPresent();
    }

    @Test
    void concurrentPasswordChangesSucceedOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            Caller caller = caller(approved(fresh("racer")));

            assertThat(successes(List.of(
                            () -> passwords.change(caller, GOOD, OTHER + " one"),
                            () -> passwords.change(caller, GOOD, OTHER + " two"))))
                    .isOne();
        }
    }

    @Test
    void passwordChangeIsRefusedIfThePasswordChangedDuringTheCheck() {
        User user = approved(fresh("overtaken"));
        // Simulates a concurrent change between the password check and the update.
        PasswordEncoder slow = new PasswordEncoder() {
            @Override
            public String encode(@Nullable CharSequence password) {
                return argon.hash(String.valueOf(password), PasswordHasher.Requester.client("192.0.2.1"));
            }

            @Override
            public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
                passwords.change(caller(user), GOOD, OTHER);
                return true;
            }
        };

        assertThatThrownBy(() -> changeWith(new PasswordHasher(slow, "hash", 1, Duration.ofSeconds(5)))
                        .change(caller(user), GOOD, "the third fine phrase"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .containsEntry(
                                        InvalidInputException.InputField.CURRENT_PASSWORD,
                                        InvalidInputException.InputProblem.PASSWORD_WRONG));
        assertThat(tryIn(user.name().value(), OTHER)).isPresent();
    }

    @Test
    void passwordIsNotChangedAfterTheEndOfTheSessionOrInADisabledAccount() {
        User user = approved(fresh("late"));
        Caller caller = caller(user);
        loginSessionService.logout(caller, Objects.requireNonNull(caller.session()));

        assertThatThrownBy(() -> passwords.change(caller, GOOD, OTHER)).isInstanceOf(SessionEndedException.class);
        accountAdministrationService.disable(root(), user.id());
        assertThatThrownBy(() -> passwords.change(caller(user), GOOD, OTHER)).isInstanceOf(InvalidInputException.class);
    }

    private PasswordChangeService changeWith(PasswordHasher slow) {
        return new PasswordChangeService(
                slow,
                new OwnPasswordVerifier(accountRows, slow, attemptThrottle),
                passwordChangeExecutor,
                audit,
                attemptThrottle);
    }

    @Test
    void concurrentUsesOfAResetCodeSucceedOnce() throws Exception {
        String name = fresh("contested");
        String code = resets.createCode(root(), approved(name).id()).code();
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String next = OTHER + " number " + i;
            attempts.add(() -> {
                resets.reset(name, code, next, "192.0.2.5", Caller.Channel.UI);
                return true;
            });
        }

        assertThat(successes(attempts)).isOne();
    }

    @Test
    void concurrentUsesOfASetupCodeCreateOneAdministrator() throws Exception {
        AdministratorSetupService restoring = setupOf(new MockEnvironment()
                .withProperty("stackdeck.new-setup-code", "true")
                .withProperty("stackdeck.setup-code", "restore"));
        assertThat(last().action()).isEqualTo("setup.new-code");
        List<Callable<User>> attempts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = fresh("chief");
            attempts.add(() -> restoring.complete("restore", name, GOOD, "192.0.2.3", Caller.Channel.REST));
        }

        assertThat(successes(attempts)).isOne();
        assertThat(restoring.isOpen()).isFalse();
        onlyRootAdministers();
    }

    @Test
    void concurrentSetupOnTwoInstancesCreatesOneAdministrator() throws Exception {
        sql("update accounts set state = 'DISABLED' where role = ?", "ADMINISTRATOR");
        List<Callable<User>> attempts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            AdministratorSetupService console =
                    setupOf(new MockEnvironment().withProperty("stackdeck.setup-code", "first"));
            String name = fresh("first");
            attempts.add(() -> console.complete("first", name, GOOD, "192.0.2.3", Caller.Channel.REST));
        }

        assertThat(successes(attempts)).isOne();
        assertThat(userDirectory.all().stream().filter(User::isAdministrator)).hasSize(1);
        onlyRootAdministers();
    }

    @Test
    void restoredAdministratorIsActiveWithTheNewPasswordAndWithoutSecondFactors() {
        String name = fresh("lost");
        User member = approved(name);
        accountAdministrationService.disable(root(), member.id());
        sql(
                "insert into totp_secrets (account_id, secret, confirmed, last_step, created_at)"
                        + " values (?, 'x', true, 0, '2026-01-01 00:00:00')",
                member.id().toString());
        AdministratorSetupService restoring = setupOf(new MockEnvironment()
                .withProperty("stackdeck.new-setup-code", "true")
                .withProperty("stackdeck.setup-code", "restore"));

        restoring.complete("restore", name, OTHER, "192.0.2.3", Caller.Channel.REST);

        assertThat(last()).satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("user.setup");
            assertThat(entry.objectId()).isEqualTo(member.id().toString());
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.SUCCESS);
        });
        assertThat(jdbc.sql("select count(*) from totp_secrets where account_id = ?")
                        .param(member.id().toString())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(tryIn(name, OTHER)).hasValueSatisfying(user -> {
            assertThat(user.isAdministrator()).isTrue();
            assertThat(user.generation()).isGreaterThan(member.generation());
        });
        onlyRootAdministers();
    }

    @Test
    void languageAndThemeAreStored() {
        User user = approved(fresh("chooser"));

        userSettingsService.updatePreferences(caller(user), "zh-CN", "dark");

        assertThat(userDirectory.find(user.id())).get().satisfies(now -> {
            assertThat(now.language()).isEqualTo("zh-CN");
            assertThat(now.theme()).isEqualTo("dark");
        });
    }

    @Test
    void startPageIsStoredForLaterSessions() {
        User user = approved(fresh("starter"));
        assertThat(userSettingsService.findStartPage(caller(user))).isEmpty();

        userSettingsService.updateStartPage(caller(user), "overview");
        userSettingsService.updatePreferences(caller(user), "en", "light");

        assertThat(userSettingsService.findStartPage(caller(user))).contains("overview");
        assertThatThrownBy(() -> userSettingsService.updateStartPage(caller(user), "admin"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void accountActionsAreRefusedInOtherStates() {
        String name = fresh("stepper");
        registrationService.register(name, "", GOOD, "192.0.2.1", Caller.Channel.REST);
        UserId id = idOf(name);
        assertWrongState(() -> accountAdministrationService.disable(root(), id));
        assertWrongState(() -> accountAdministrationService.enable(root(), id));
        assertWrongState(() -> resets.createCode(root(), id));
        accountAdministrationService.approve(root(), id);
        assertWrongState(() -> accountAdministrationService.reject(root(), id));
        assertWrongState(() -> accountAdministrationService.enable(root(), id));
    }

    private static void assertWrongState(ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        UserStateException.class,
                        e -> assertThat(e.reason()).isEqualTo(UserStateException.Reason.WRONG_STATE));
    }

    @Test
    void accountChangeByAMemberIsRefusedAndAudited() {
        User member = approved("curious");
        assertThatThrownBy(() ->
                        accountAdministrationService.setRole(caller(member), member.id(), User.Role.ADMINISTRATOR))
                .isInstanceOf(NotAdministratorException.class);
        assertThat(last()).satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("user.set-role");
            assertThat(entry.actor()).isEqualTo("curious");
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED);
        });
    }

    @Test
    void approvalIsAuditedWithActorAndSource() {
        User member = approved("newcomer");
        assertThat(last()).satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("user.approve");
            assertThat(entry.actor()).isEqualTo(ROOT.value());
            assertThat(entry.objectName()).isEqualTo("newcomer");
            assertThat(entry.source()).isEqualTo("192.0.2.2");
        });
        assertThatThrownBy(() -> accountAdministrationService.approve(root(), member.id()))
                .isInstanceOf(UserStateException.class);
    }

    @Test
    void signInOfADisabledUserIsRefusedUntilEnabled() {
        User member = approved("onleave");
        accountAdministrationService.disable(root(), member.id());
        assertThat(tryIn("onleave", GOOD)).isEmpty();
        accountAdministrationService.enable(root(), member.id());
        assertThat(tryIn("onleave", GOOD)).isPresent();
    }

    @Test
    void demotionRaisesTheGenerationAndPromotionDoesNot() {
        User member = approved("climber");
        User promoted = accountAdministrationService.setRole(root(), member.id(), User.Role.ADMINISTRATOR);
        User demoted = accountAdministrationService.setRole(root(), member.id(), User.Role.MEMBER);
        assertThat(promoted.generation()).isEqualTo(member.generation());
        assertThat(demoted.generation()).isGreaterThan(promoted.generation());
    }

    @Test
    void resetCodeIsAcceptedAfterManyWrongOnesFromTheSameAddress() {
        User user = approved(fresh("forgetful"));
        String name = user.name().value();
        String code = resets.createCode(root(), user.id()).code();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> resets.reset(name, "WRONG", OTHER, "198.51.100.12", Caller.Channel.UI))
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> resets.reset(name, "WRONG", OTHER, "198.51.100.12", Caller.Channel.UI))
                .isInstanceOf(TooManyAttemptsException.class);

        resets.reset(name, code, OTHER, "198.51.100.12", Caller.Channel.UI);

        assertThat(tryIn(name, OTHER)).isPresent();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void generatedSetupCodeIsAcceptedAfterManyWrongOnesFromTheAddress(CapturedOutput log) {
        SetupCodeService setupCodeService =
                setupCode(new MockEnvironment().withProperty("stackdeck.new-setup-code", "true"));
        setupCodeService.logCode();
        Matcher printed = Pattern.compile("[A-Z0-9]{4}(-[A-Z0-9]{4}){4}").matcher(log);
        assertThat(printed.find()).isTrue();
        AdministratorSetupService generated = setupOf(setupCodeService);
        String name = fresh("restored");
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> generated.complete("WRONG", name, GOOD, "198.51.100.13", Caller.Channel.UI))
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> generated.complete("WRONG", name, GOOD, "198.51.100.13", Caller.Channel.UI))
                .isInstanceOf(TooManyAttemptsException.class);

        assertThat(generated
                        .complete(printed.group(), name, GOOD, "198.51.100.13", Caller.Channel.UI)
                        .name())
                .isEqualTo(new UserName(name));
        onlyRootAdministers();
    }

    @Test
    void resetCodeIsAcceptedOnce() {
        User member = approved("forgetful");
        String code = resets.createCode(root(), member.id()).code();
        assertWrong("forgetful", code + "X");
        resets.reset("Forgetful", code.toLowerCase(Locale.ROOT), OTHER, "192.0.2.5", Caller.Channel.UI);
        assertThat(tryIn("forgetful", OTHER)).isPresent();
        assertWrong("forgetful", code);
    }

    @Test
    void resetCodeExpiresAfterThirtyMinutes() {
        String name = fresh("slow");
        UserId user = approved(name).id();
        String inTime = resets.createCode(root(), user).code();
        clock.advance(Duration.ofMinutes(30).minusSeconds(1));
        resets.reset(name, inTime, OTHER, "192.0.2.5", Caller.Channel.UI);

        String late = resets.createCode(root(), user).code();
        clock.advance(Duration.ofMinutes(30));
        assertWrong(name, late);
    }

    @Test
    void resetCodeIsInvalidAfterDisableAndAfterRestore() {
        String name = fresh("suspended");
        UserId user = approved(name).id();
        String code = resets.createCode(root(), user).code();
        accountAdministrationService.disable(root(), user);
        accountAdministrationService.enable(root(), user);
        assertWrong(name, code);

        String second = resets.createCode(root(), user).code();
        setupOf(new MockEnvironment()
                        .withProperty("stackdeck.new-setup-code", "true")
                        .withProperty("stackdeck.setup-code", "restore"))
                .complete("restore", name, GOOD, "192.0.2.3", Caller.Channel.REST);
        assertWrong(name, second);
        onlyRootAdministers();
    }

    @Test
    void preferenceChangeDoesNotConflictWithOtherAccountChanges() {
        User user = approved(fresh("painter"));
        new TransactionTemplate(transactions).executeWithoutResult(_ -> {
            AccountEntity accountEntity =
                    accountRows.findById(user.id().value()).orElseThrow();
            inAnotherTransaction(() -> userSettingsService.updatePreferences(caller(user), "en", "light"));
            accountEntity.setDisplayName("Painter");
            accountRows.saveAndFlush(accountEntity);
        });

        assertThat(userDirectory.find(user.id())).get().satisfies(now -> {
            assertThat(now.theme()).isEqualTo("light");
            assertThat(now.displayName()).isEqualTo("Painter");
        });
    }

    private void inAnotherTransaction(Runnable work) {
        TransactionTemplate own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        own.executeWithoutResult(_ -> work.run());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ro\u202Eot",
                "ro\u200Bot",
                "\uFEFFroot",
                "ro\not",
                "ro\u2028ot",
                "ro\u2066ot",
                "ro\uD83Dot",
                "\u3164"
            })
    void displayNameWithInvisibleCharactersIsRefused(String displayName) {
        assertThatThrownBy(() ->
                        registrationService.register(fresh("mimic"), displayName, GOOD, "192.0.2.1", Caller.Channel.UI))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .containsOnly(Map.entry(
                                        InvalidInputException.InputField.DISPLAY_NAME,
                                        InvalidInputException.InputProblem.DISPLAY_NAME_INVISIBLE)));
    }

    @Test
    void displayNamesOfAllScriptsAreAccepted() {
        for (String displayName : List.of("张 伟", "José Ñandú", "عمر", "🦦 Otter", "  padded\t")) {
            String name = fresh("worldly");
            registrationService.register(name, displayName, GOOD, "192.0.2.1", Caller.Channel.UI);
            assertThat(userDirectory.find(idOf(name)).orElseThrow().displayName())
                    .isEqualTo(displayName.strip());
        }
    }

    /** Otherwise, an attacker who has stolen a session could keep access with a reset code for another account. */
    @Test
    void resetCodeIsInvalidWhenTheSessionInWhichItWasIssuedEnds() {
        Map<String, Consumer<Caller>> ends = Map.of(
                "disable", issuer -> accountAdministrationService.disable(root(), issuer.userId()),
                "demotion", issuer -> accountAdministrationService.setRole(root(), issuer.userId(), User.Role.MEMBER),
                "second factors", issuer -> accountAdministrationService.removeSecondFactors(root(), issuer.userId()),
                "all sessions", issuer -> loginSessionService.endAll(root(), issuer.userId()),
                "other sessions",
                        issuer -> loginSessionService.endOthers(caller(userDirectory.require(issuer.userId()))),
                "this session", issuer -> loginSessionService.end(issuer, Objects.requireNonNull(issuer.session())),
                "logout", issuer -> loginSessionService.logout(issuer, Objects.requireNonNull(issuer.session())),
                "new password",
                        issuer -> resets.reset(
                                issuer.userName().value(),
                                resets.createCode(root(), issuer.userId()).code(),
                                OTHER,
                                "192.0.2.5",
                                Caller.Channel.UI));
        ends.forEach((how, end) -> {
            User administrator = approved(fresh("issuer"));
            accountAdministrationService.setRole(root(), administrator.id(), User.Role.ADMINISTRATOR);
            String name = fresh("victim");
            UserId user = approved(name).id();
            Caller issuer = caller(administrator);
            String code = resets.createCode(issuer, user).code();

            end.accept(issuer);

            assertThatThrownBy(() -> resets.reset(name, code, OTHER, "192.0.2.5", Caller.Channel.UI))
                    .as(how)
                    .isInstanceOf(InvalidInputException.class);
            Caller root = root();
            String valid = resets.createCode(root, user).code();
            resets.reset(name, valid, OTHER, "192.0.2.5", Caller.Channel.UI);
            sql(
                    "update accounts set role = 'MEMBER' where name = ?",
                    issuer.userName().value());
        });
        onlyRootAdministers();
    }

    @Test
    void changeByAnAdministratorIsRolledBackIfTheRoleOrSessionEndsBeforeItsCommit() {
        User other = approved(fresh("late"));
        accountAdministrationService.setRole(root(), other.id(), User.Role.ADMINISTRATOR);

        assertThatThrownBy(() -> changeDuring(caller(other), () -> loginSessionService.endAll(root(), other.id())))
                .isInstanceOf(StepUpRequiredException.class);
        assertThatThrownBy(() -> changeDuring(
                        caller(other),
                        () -> accountAdministrationService.setRole(root(), other.id(), User.Role.MEMBER)))
                .isInstanceOf(NotAdministratorException.class);
        assertThat(last().result()).isEqualTo(AuditEntry.Result.REFUSED);
        onlyRootAdministers();
    }

    /**
     * Otherwise, an attacker who has stolen a session could change the account after its owner has ended that session.
     */
    @Test
    void changeOfTheOwnAccountIsRefusedIfTheSessionEndsDuringTheWaitForItsLock() {
        User administrator = approved(fresh("own"));
        accountAdministrationService.setRole(root(), administrator.id(), User.Role.ADMINISTRATOR);
        Caller caller = caller(administrator);
        AccountChangeExecutor waiting = new AccountChangeExecutor(
                accountRows,
                administratorAccountStore,
                userDirectory,
                checked -> {
                    stepUpCheck.require(checked);
                    inAnotherTransaction(
                            () -> loginSessionService.logout(caller, Objects.requireNonNull(caller.session())));
                },
                audit,
                events,
                transactions);

        assertThatThrownBy(() -> waiting.execute(caller, administrator.id(), "user.set-role", account -> {
                    account.changeTo(User.Role.MEMBER);
                    return null;
                }))
                .isInstanceOf(StepUpRequiredException.class);

        assertThat(userDirectory.require(administrator.id()).isAdministrator()).isTrue();
        assertThat(last().result()).isEqualTo(AuditEntry.Result.REFUSED);
        onlyRootAdministers();
    }

    @Test
    void resetCodeOfASessionThatEndsBeforeTheCodeIsStoredIsRefusedLikeThatOfAnEndedSession() {
        User administrator = approved(fresh("late-issuer"));
        accountAdministrationService.setRole(root(), administrator.id(), User.Role.ADMINISTRATOR);
        Caller caller = caller(administrator);
        String session = Objects.requireNonNull(caller.session()).value().toString();
        UserId user = approved(fresh("victim")).id();

        assertThatThrownBy(() -> accountChanges.execute(caller, user, "user.give-reset-code", account -> {
                    inAnotherTransaction(
                            () -> loginSessionService.logout(caller, Objects.requireNonNull(caller.session())));
                    jdbc.sql("insert into reset_codes (account_id, session_id, code_hash, expires_at) values"
                                    + " (?, ?, ?, ?)")
                            .params(user.value().toString(), session, "x", Timestamp.from(clock.instant()))
                            .update();
                    return null;
                }))
                .isInstanceOf(StepUpRequiredException.class);

        assertThat(last().action()).isEqualTo("user.give-reset-code");
        assertThat(last().result()).isEqualTo(AuditEntry.Result.REFUSED);
        onlyRootAdministers();
    }

    /** Executes an administrator action, and runs the other change before the commit of the action. */
    private void changeDuring(Caller caller, Runnable other) {
        AdminActionExecutor.AdminAction action =
                new AdminActionExecutor.AdminAction(caller, "test.change", "test", "1", null);
        executor.execute(action, () -> {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    inAnotherTransaction(other);
                }
            });
            executor.recordSuccess(action, null);
            return true;
        });
    }

    @Test
    void newResetCodeInvalidatesThePreviousOne() {
        User member = approved("twice");
        String first = resets.createCode(root(), member.id()).code();
        resets.createCode(root(), member.id());
        assertWrong("twice", first);
    }

    private void assertWrong(String name, String code) {
        assertThatThrownBy(() -> resets.reset(name, code, OTHER, "192.0.2.5", Caller.Channel.UI))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .containsEntry(
                                        InvalidInputException.InputField.CODE,
                                        InvalidInputException.InputProblem.CODE_WRONG));
    }

    /** Runs the calls concurrently and returns how many succeed. The others must fail with an expected exception. */
    private static <T> long successes(List<? extends Callable<T>> attempts) throws InterruptedException {
        try (ExecutorService all = Executors.newFixedThreadPool(attempts.size())) {
            return all.invokeAll(attempts).stream()
                    .filter(AccountTests::succeeded)
                    .count();
        }
    }

    private static boolean succeeded(Future<?> attempt) {
        try {
            attempt.get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e.getCause())
                    .isInstanceOfAny(
                            UserStateException.class, NotAdministratorException.class, InvalidInputException.class);
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Creates the setup service of another instance that starts with the same database. */
    private AdministratorSetupService setupOf(MockEnvironment environment) {
        return setupOf(setupCode(environment));
    }

    private SetupCodeService setupCode(MockEnvironment environment) {
        SetupCodeService setupCodeService = new SetupCodeService(
                administrators(),
                audit,
                Binder.get(environment).bindOrCreate("stackdeck", SetupCodeProperties.class),
                transactions);
        setupCodeService.afterSingletonsInstantiated();
        return setupCodeService;
    }

    private AdministratorAccountStore administrators() {
        return new AdministratorAccountStore(accountRows, codeRows, clock);
    }

    private AdministratorSetupService setupOf(SetupCodeService setupCodeService) {
        return new AdministratorSetupService(
                setupCodeService, administrators(), argon, lost, attemptThrottle, audit, events, transactions);
    }

    private void onlyRootAdministers() {
        sql("update accounts set role = 'MEMBER' where name <> ?", ROOT.value());
        sql("update accounts set role = 'ADMINISTRATOR', state = 'ACTIVE' where name = ?", ROOT.value());
    }

    private void sql(String statement, String parameter) {
        jdbc.sql(statement).param(parameter).update();
    }

    private static String fresh(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private UserId idOf(String name) {
        return userDirectory.find(new UserName(name)).orElseThrow().id();
    }

    private Optional<User> tryInByPage(String name, String password) {
        return passwordAuthenticationService.signIn(name, password, "192.0.2.6", Caller.Channel.UI);
    }

    private User approved(String name) {
        registrationService.register(name, "", GOOD, "192.0.2.1", Caller.Channel.REST);
        return accountAdministrationService.approve(root(), idOf(name));
    }

    private Optional<User> tryIn(String name, String password) {
        return passwordAuthenticationService.signIn(name, password, "192.0.2.6", Caller.Channel.REST);
    }

    private AuditEntry last() {
        return AuditTrailReader.newest(database, 0, 1).stream()
                .map(NumberedAuditEntry::entry)
                .findFirst()
                .orElseThrow();
    }

    private Caller root() {
        return caller(userDirectory.find(ROOT).orElseThrow());
    }

    /** Creates a caller who has just signed in. */
    private Caller caller(User user) {
        return TestSessions.signIn(loginSessionService, user, "192.0.2.2", Caller.Channel.REST);
    }
}
