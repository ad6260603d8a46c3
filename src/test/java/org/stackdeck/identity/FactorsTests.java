package org.stackdeck.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.test.context.TestPropertySource;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditRecord;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.platform.MovableClock;

/** Enrolment, verification and removal of second factors in the database. */
@DatabaseTest
@Import(IdentityWorld.class)
@TestPropertySource(
        properties = {
            "STACKDECK_SETUP_CODE=let-me-set-up",
            "stackdeck.limits.registrations=1000000",
            "stackdeck.limits.patience=0s"
        })
abstract class FactorsTests {

    private static final String GOOD = "a quiet river bends";
    private static final LoginSession.Client BROWSER = new LoginSession.Client("192.0.2.1", null);

    @Autowired
    private AccountRepository accounts;

    @Autowired
    private Passwords passwords;

    @Autowired
    private AuthenticatorApp app;

    @Autowired
    private RecoveryCodes recovery;

    @Autowired
    private Proofs proofs;

    @Autowired
    private SecondFactors factors;

    @Autowired
    private FactorPolicy policy;

    @Autowired
    private Notices notices;

    @Autowired
    private Passkeys passkeys;

    @Autowired
    private PasskeyRecords records;

    @Autowired
    private Accounts accountsWork;

    @Autowired
    private LoginSessions sessions;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient database;

    private User anna;
    private Caller caller;
    private List<String> codes = List.of();

    @BeforeEach
    void aUserWhoHasJustSignedIn() {
        anna = account(User.Role.MEMBER);
        caller = signedIn(Factor.PASSWORD);
    }

    private User account(User.Role role) {
        String name = "anna-" + UUID.randomUUID().toString().substring(0, 8);
        return accounts.saveAndFlush(new Account(
                        new UserName(name), name, User.State.ACTIVE, role, passwords.hash(GOOD), clock.instant()))
                .toUser();
    }

    @Test
    void authenticatorAppIsAFactorOnlyAfterConfirmation() {
        AuthenticatorApp.Enrolment begun = app.begin(caller);
        assertThat(app.begun(caller)).contains(begun);
        assertThat(need()).isEqualTo(SecondFactors.Need.NOTHING);
        assertWrong(() -> app.confirm(caller, "000000".equals(now(begun)) ? "000001" : "000000"));
        assertWrong(() -> proofs.byCode(caller, now(begun)));

        app.confirm(caller, now(begun).substring(0, 3) + " " + now(begun).substring(3));

        assertThat(app.begun(caller)).isEmpty();
        assertThat(need()).isEqualTo(SecondFactors.Need.PROOF);
        assertThat(factors.need(anna, session(caller).factors())).isEqualTo(SecondFactors.Need.NOTHING);
    }

    @Test
    void totpSecretIsEncryptedInTheDatabase() {
        AuthenticatorApp.Enrolment begun = app.begin(caller);
        String row = database.sql("select secret from totp_secrets where account_id = ?")
                .param(anna.id().toString())
                .query(String.class)
                .single();

        assertThat(row).doesNotContain(begun.secret());
    }

    @Test
    void otherSessionsEndWhenAnAuthenticatorAppIsAdded() {
        Caller elsewhere = signedIn(Factor.PASSWORD);

        enrolled();

        assertThat(sessions.find(id(elsewhere))).isEmpty();
        assertThat(sessions.find(id(caller))).isPresent();
    }

    @Test
    void totpCodeIsAcceptedOnce() {
        AuthenticatorApp.Enrolment enrolment = enrolled();
        assertWrong(() -> proofs.byCode(caller, now(enrolment)));

        clock.move(Duration.ofSeconds(30));
        String code = now(enrolment);
        proofs.byCode(caller, code);
        assertWrong(() -> proofs.byCode(caller, code));
    }

    @Test
    void concurrentUsesOfATotpCodeSucceedOnce() throws Exception {
        AuthenticatorApp.Enrolment enrolment = enrolled();
        clock.move(Duration.ofSeconds(30));
        String code = now(enrolment);

        assertThat(successes(8, () -> proofs.byCode(caller, code))).isEqualTo(1);
    }

    @Test
    void totpCodeOlderThanTheLastAcceptedOneIsRefused() {
        AuthenticatorApp.Enrolment enrolment = enrolled();
        clock.move(Duration.ofSeconds(30));
        String before = now(enrolment);
        clock.move(Duration.ofSeconds(30));
        proofs.byCode(caller, now(enrolment));

        assertWrong(() -> proofs.byCode(caller, before));
    }

    @Test
    void recoveryCodeIsAcceptedOnce() throws Exception {
        enrolled();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        assertThat(recovery.left(caller)).isEqualTo(10);

        proofs.byCode(caller, codes.getFirst().toLowerCase(Locale.ROOT).replace("-", " "));
        assertWrong(() -> proofs.byCode(caller, codes.getFirst()));
        assertThat(recovery.left(caller)).isEqualTo(9);
        assertThat(session(caller).factors()).contains(Factor.RECOVERY_CODE);
        assertThat(actions()).contains("factor.use-recovery-code");

        assertThat(successes(6, () -> proofs.byCode(caller, codes.get(1)))).isEqualTo(1);
    }

    @Test
    void recoveryCodesAreStoredAsDigestsAndReplacedTogether() {
        enrolled();
        List<String> kept = database.sql("select code_hash from recovery_codes where account_id = ?")
                .param(anna.id().toString())
                .query(String.class)
                .list();
        assertThat(kept).hasSize(10).doesNotContainAnyElementsOf(codes);

        List<String> fresh = recovery.renew(caller);

        assertThat(recovery.left(caller)).isEqualTo(10);
        assertWrong(() -> proofs.byCode(caller, codes.getFirst()));
        proofs.byCode(caller, fresh.getFirst());
    }

    @Test
    void recoveryCodeOfAnotherUserIsRefused() {
        enrolled();
        List<String> annas = codes;
        aUserWhoHasJustSignedIn();
        enrolled();

        assertWrong(() -> proofs.byCode(caller, annas.getFirst()));
    }

    @Test
    void passwordIsSufficientAfterRemovalOfTheAuthenticatorApp() {
        AuthenticatorApp.Enrolment enrolment = enrolled();
        app.remove(caller);

        assertThat(need()).isEqualTo(SecondFactors.Need.NOTHING);
        assertThat(recovery.left(caller)).isZero();
        clock.move(Duration.ofSeconds(30));
        assertWrong(() -> proofs.byCode(caller, now(enrolment)));
        assertThat(actions()).contains("factor.add", "factor.remove");
    }

    @Test
    void secondAuthenticatorAppIsRefused() {
        enrolled();
        assertThatThrownBy(() -> app.begin(caller))
                .isInstanceOfSatisfying(
                        FactorException.class,
                        e -> assertThat(e.reason()).isEqualTo(FactorException.Reason.ALREADY_ENROLLED));
    }

    @Test
    void factorChangeRequiresRecentAuthentication() {
        AuthenticatorApp.Enrolment enrolment = enrolled();
        clock.move(Duration.ofMinutes(10));

        for (ThrowingCallable change : List.<ThrowingCallable>of(
                () -> app.begin(caller), () -> app.remove(caller), () -> recovery.renew(caller))) {
            assertThatThrownBy(change)
                    .isInstanceOfSatisfying(
                            StepUpRequiredException.class,
                            e -> assertThat(e.means()).containsExactly(Factor.TOTP));
        }
        proofs.byCode(caller, now(enrolment));
        recovery.renew(caller);
    }

    @Test
    void passwordAloneIsNotSufficientForAUserWithASecondFactor() {
        proofs.byPassword(caller, GOOD);
        enrolled();

        assertThatThrownBy(() -> proofs.byPassword(caller, GOOD)).isInstanceOf(FactorException.class);
    }

    @Test
    void roleThatRequiresASecondFactorEnforcesEnrolment() {
        User root = account(User.Role.ADMINISTRATOR);
        Caller administrator = signedIn(root, Factor.PASSWORD);
        Caller elsewhere = signedIn(Factor.PASSWORD);
        policy.require(administrator, User.Role.MEMBER, true);
        try {
            assertThat(policy.required()).containsExactly(User.Role.MEMBER);
            assertThat(sessions.find(id(elsewhere))).isEmpty();
            assertThat(sessions.find(id(administrator))).isPresent();
            assertThat(need()).isEqualTo(SecondFactors.Need.ENROLMENT);

            caller = signedIn(Factor.PASSWORD);
            enrolled();
            assertThat(need()).isEqualTo(SecondFactors.Need.PROOF);
            assertThatThrownBy(() -> app.remove(caller))
                    .isInstanceOfSatisfying(
                            FactorException.class,
                            e -> assertThat(e.reason()).isEqualTo(FactorException.Reason.REQUIRED));
            assertThat(factors.of(anna.id())).containsExactly(Factor.TOTP);
            assertThat(recovery.left(caller)).isEqualTo(10);
        } finally {
            policy.require(administrator, User.Role.MEMBER, false);
        }
        app.remove(caller);
        assertThat(need()).isEqualTo(SecondFactors.Need.NOTHING);
    }

    @Test
    void requirementForTheOwnRoleIsRefusedWithoutASecondFactor() {
        Caller administrator = signedIn(account(User.Role.ADMINISTRATOR), Factor.PASSWORD);

        assertThatThrownBy(() -> policy.require(administrator, User.Role.ADMINISTRATOR, true))
                .isInstanceOf(FactorException.class);
        assertThatThrownBy(() -> policy.require(caller, User.Role.MEMBER, true))
                .isInstanceOf(NotAdministratorException.class);
        assertThat(policy.required()).isEmpty();
    }

    @Test
    void promotionToARoleWithRequiredSecondFactorEndsSessions() {
        User root = account(User.Role.ADMINISTRATOR);
        User saved = anna;
        anna = root;
        caller = signedIn(root, Factor.PASSWORD);
        enrolled();
        Caller administrator = caller;
        policy.require(administrator, User.Role.ADMINISTRATOR, true);
        try {
            anna = saved;
            Caller before = signedIn(Factor.PASSWORD);
            anna = accountsWork.setRole(administrator, anna.id(), User.Role.ADMINISTRATOR);
            assertThat(sessions.find(id(before))).isEmpty();
            assertThat(need()).isEqualTo(SecondFactors.Need.ENROLMENT);
        } finally {
            policy.require(administrator, User.Role.ADMINISTRATOR, false);
        }
    }

    @Test
    void administratorRemovesAllFactorsOfAUser() {
        enrolled();
        Caller administrator = signedIn(account(User.Role.ADMINISTRATOR), Factor.PASSWORD);
        assertThatThrownBy(() -> accountsWork.removeFactors(caller, anna.id()))
                .isInstanceOf(NotAdministratorException.class);

        accountsWork.removeFactors(administrator, anna.id());

        assertThat(need()).isEqualTo(SecondFactors.Need.NOTHING);
        assertThat(recovery.left(caller)).isZero();
        assertThat(sessions.find(id(caller))).isEmpty();
        assertThat(actions()).contains("user.remove-factors");
    }

    @Test
    void passkeyIsStoredCompletelyAndCountsItsUses() {
        CredentialRecord made = passkey(anna);
        records.add(made);

        CredentialRecord kept = Objects.requireNonNull(records.findByCredentialId(made.getCredentialId()));
        assertThat(kept)
                .usingRecursiveComparison()
                .ignoringFields("attestationClientDataJSON")
                .isEqualTo(made);
        assertThat(records.findByUserId(made.getUserEntityUserId())).hasSize(1);
        assertThat(factors.of(anna.id())).containsExactly(Factor.PASSKEY);
        assertThat(need()).isEqualTo(SecondFactors.Need.PROOF);
        assertThat(factors.need(anna, Set.of(Factor.PASSKEY))).isEqualTo(SecondFactors.Need.NOTHING);

        records.save(ImmutableCredentialRecord.fromCredentialRecord(kept)
                .signatureCount(8)
                .build());
        assertThat(Objects.requireNonNull(records.findByCredentialId(made.getCredentialId()))
                        .getSignatureCount())
                .isEqualTo(8);
    }

    @Test
    void passkeyOfAnotherUserIsNeitherRenamedNorRemoved() {
        records.add(passkey(anna));
        Passkey mine = passkeys.own(caller).getFirst();
        Caller stranger = signedIn(account(User.Role.MEMBER), Factor.PASSWORD);

        passkeys.rename(stranger, mine.id(), "stolen");
        passkeys.remove(stranger, mine.id());
        assertThat(passkeys.own(caller)).containsExactly(mine);

        passkeys.rename(caller, mine.id(), "desk");
        assertThat(passkeys.own(caller)).extracting(Passkey::label).containsExactly("desk");
        passkeys.remove(signedIn(Factor.PASSKEY), mine.id());
        assertThat(passkeys.own(caller)).isEmpty();
        assertThat(actions()).contains("factor.rename", "factor.remove");
    }

    @Test
    void passkeyRemovedDuringSignInIsNotRestored() {
        CredentialRecord made = passkey(anna);
        records.add(made);
        CredentialRecord answering = Objects.requireNonNull(records.findByCredentialId(made.getCredentialId()));

        passkeys.remove(
                signedIn(Factor.PASSKEY), passkeys.own(caller).getFirst().id());

        assertThatThrownBy(() -> records.save(answering)).isInstanceOf(PasskeyException.class);
        assertThat(records.findByCredentialId(made.getCredentialId())).isNull();
    }

    @Test
    void passwordAloneDoesNotAllowAnAdditionalFactor() {
        AuthenticatorApp.Enrolment left = app.begin(caller);
        records.add(passkey(anna));
        Caller half = signedIn(Factor.PASSWORD);

        for (ThrowingCallable change : List.<ThrowingCallable>of(
                () -> app.begin(half),
                () -> app.confirm(half, now(left)),
                () -> passkeys.begin(half),
                () -> recovery.renew(half))) {
            assertThatThrownBy(change)
                    .isInstanceOfSatisfying(
                            StepUpRequiredException.class,
                            e -> assertThat(e.means()).containsExactly(Factor.PASSKEY));
        }
        assertThat(factors.of(anna.id())).containsExactly(Factor.PASSKEY);
    }

    @Test
    void authenticatorAppConfirmationRequiresRecentAuthentication() {
        AuthenticatorApp.Enrolment begun = app.begin(caller);
        clock.move(Duration.ofMinutes(10));

        assertThatThrownBy(() -> app.confirm(caller, now(begun))).isInstanceOf(StepUpRequiredException.class);
        assertThat(factors.of(anna.id())).isEmpty();
    }

    @Test
    void tooManyChallengesFromOneAddressDoNotAffectOthers() {
        for (int i = 0; i < 300; i++) {
            passkeys.ask("192.0.2.99");
        }

        assertThatThrownBy(() -> passkeys.ask("192.0.2.99")).isInstanceOf(TooManyAttemptsException.class);
        assertThat(passkeys.ask("192.0.2.100")).contains("challenge");
    }

    @Test
    void passkeyResponseWithoutChallengeIsRefused() {
        String options = passkeys.begin(caller);
        assertThat(options).contains("\"userVerification\":\"required\"", "\"residentKey\":\"required\"");

        assertThatThrownBy(() -> passkeys.add(caller, "{}", "none")).isInstanceOf(PasskeyException.class);
        assertThatThrownBy(() -> proofs.byPasskey(caller, "no json")).isInstanceOf(PasskeyException.class);
        for (String answer : List.of("{\"id\":\"AA\"}", "null", "{}", "{\"id\":\"AA\",\"response\":{}}", "[]")) {
            assertThat(passkeys.signIn(answer, "192.0.2.1")).as(answer).isEmpty();
        }
    }

    private static CredentialRecord passkey(User user) {
        byte[] many = new byte[900];
        new SecureRandom().nextBytes(many);
        Instant at = Instant.parse("2026-11-25T10:00:00.123456Z");
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(many))
                .userEntityUserId(PasskeyUsers.handle(user.id().value()))
                .publicKey(new ImmutablePublicKeyCose(many))
                .attestationObject(new Bytes(Arrays.copyOf(many, 5_000)))
                .signatureCount(7)
                .uvInitialized(true)
                .backupEligible(true)
                .backupState(false)
                .transports(Set.of(AuthenticatorTransport.INTERNAL, AuthenticatorTransport.HYBRID))
                .label("phone")
                .created(at)
                .lastUsed(at)
                .build();
    }

    @Test
    void securityNoticesAreUnseenUntilReadInTheNextSession() {
        enrolled();
        proofs.byCode(caller, codes.getFirst());
        recovery.renew(caller);
        app.remove(caller);
        assertThat(notices.newest(caller))
                .extracting(Notice::kind)
                .containsExactlyInAnyOrder(
                        Notice.Kind.TOTP_ADDED,
                        Notice.Kind.RECOVERY_CODE_USED,
                        Notice.Kind.RECOVERY_CODES_RENEWED,
                        Notice.Kind.TOTP_REMOVED);
        assertThat(notices.newest(caller))
                .allMatch(notice -> !notice.seen() && notice.source().equals("192.0.2.1"));
        assertThat(notices.news(caller)).isZero();
        // Reading the notices in the same session does not mark them as seen for the next one.
        notices.seen(caller);

        clock.move(Duration.ofMinutes(1));
        Caller next = signedIn(Factor.PASSWORD);
        assertThat(notices.news(next)).isEqualTo(4);
        assertThat(notices.news(signedIn(account(User.Role.MEMBER), Factor.PASSWORD)))
                .isZero();
        notices.seen(next);
        assertThat(notices.news(next)).isZero();
        assertThat(notices.newest(next)).hasSize(4).allMatch(Notice::seen);
    }

    @Test
    void wrongCodesAreThrottledWithoutLockingOutTheOwner() {
        AuthenticatorApp.Enrolment enrolment = enrolled();
        clock.move(Duration.ofSeconds(30));
        Caller guesser = new Caller(
                caller.userId(), caller.userName(), "198.51.100.9", Caller.Channel.UI, id(signedIn(Factor.PASSWORD)));
        for (int i = 0; i < 10; i++) {
            assertWrong(() -> proofs.byCode(guesser, "wrong"));
        }

        assertThatThrownBy(() -> proofs.byCode(guesser, now(enrolment))).isInstanceOf(TooManyAttemptsException.class);
        proofs.byCode(caller, now(enrolment));
    }

    @Test
    void sessionWithoutItsSecondFactorExpiresEarly() {
        enrolled();
        Caller waiting = signedIn(Factor.PASSWORD);
        LoginSession before = session(waiting);
        assertThat(before.expiresAt()).isEqualTo(before.createdAt().plus(Duration.ofMinutes(15)));

        clock.move(Duration.ofSeconds(30));
        sessions.proved(waiting, Factor.TOTP);

        LoginSession after = session(waiting);
        assertThat(after.expiresAt()).isEqualTo(before.createdAt().plus(Duration.ofHours(12)));
        assertThat(after.provedAt()).isEqualTo(before.provedAt().plusSeconds(30));
        assertThat(after.factors()).containsExactlyInAnyOrder(Factor.PASSWORD, Factor.TOTP);
    }

    private AuthenticatorApp.Enrolment enrolled() {
        AuthenticatorApp.Enrolment begun = app.begin(caller);
        codes = app.confirm(caller, now(begun));
        return begun;
    }

    private String now(AuthenticatorApp.Enrolment enrolment) {
        return new TestAuthenticator(enrolment.secret()).code(clock.instant());
    }

    private SecondFactors.Need need() {
        return factors.need(anna, Set.of(Factor.PASSWORD));
    }

    private Caller signedIn(Factor... proved) {
        return signedIn(anna, proved);
    }

    private Caller signedIn(User user, Factor... proved) {
        LoginSession session = sessions.beginWeb(user, BROWSER, Set.of(proved));
        return new Caller(user.id(), user.name(), "192.0.2.1", Caller.Channel.UI, session.id());
    }

    private LoginSession session(Caller of) {
        return sessions.find(id(of)).orElseThrow();
    }

    private static SessionId id(Caller of) {
        return Objects.requireNonNull(of.session());
    }

    private List<String> actions() {
        return audit.newest(0, 50).stream()
                .map(AuditRecord::entry)
                .filter(entry -> anna.id().toString().equals(entry.objectId()))
                .map(AuditEntry::action)
                .toList();
    }

    private static void assertWrong(ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .containsEntry(
                                        InvalidInputException.Field.CODE, InvalidInputException.Problem.CODE_WRONG));
    }

    private static long successes(int attempts, Runnable attempt) throws InterruptedException {
        try (ExecutorService all = Executors.newFixedThreadPool(attempts)) {
            return all.invokeAll(Collections.nCopies(attempts, Executors.callable(attempt))).stream()
                    .filter(done -> done.state() == Future.State.SUCCESS)
                    .count();
        }
    }
}
