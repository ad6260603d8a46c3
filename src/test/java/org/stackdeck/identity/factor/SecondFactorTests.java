package org.stackdeck.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
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
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrailReader;
import org.stackdeck.audit.NumberedAuditEntry;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.IdentityTestConfiguration;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.AccountAdministrationService;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.notice.SecurityNotice;
import org.stackdeck.identity.notice.SecurityNoticeService;
import org.stackdeck.identity.passkey.Passkey;
import org.stackdeck.identity.passkey.PasskeyCredentialStore;
import org.stackdeck.identity.passkey.PasskeyException;
import org.stackdeck.identity.passkey.PasskeyService;
import org.stackdeck.identity.passkey.PasskeyUserProvider;
import org.stackdeck.identity.password.PasswordChangeService;
import org.stackdeck.identity.password.PasswordHasher;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.session.LoginSessionsEnded;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.identity.signin.AttemptThrottle;
import org.stackdeck.identity.signin.PasswordAuthenticationService;
import org.stackdeck.platform.MutableClock;
import tools.jackson.databind.json.JsonMapper;

/** Enrollment, verification and removal of second factors in the database. */
@DatabaseTest
@RecordApplicationEvents
@Import(IdentityTestConfiguration.class)
@TestPropertySource(
        properties = {
            "stackdeck.setup-code=let-me-set-up",
            "stackdeck.limits.sign-ins=1000000",
            "stackdeck.limits.changes=2000",
            "stackdeck.limits.registrations=1000000",
            "stackdeck.limits.patience=0s"
        })
class SecondFactorTests {

    private static final String GOOD = "a quiet river bends";
    private static final LoginSession.Client BROWSER = new LoginSession.Client("192.0.2.1", null);

    @Autowired
    private AccountRepository accounts;

    @Autowired
    private PasswordHasher passwordHasher;

    @Autowired
    private TotpEnrollmentService totpEnrollmentService;

    @Autowired
    private RecoveryCodeService recovery;

    @Autowired
    private ReauthenticationService reauthenticationService;

    @Autowired
    private SecondFactorStatusService secondFactorService;

    @Autowired
    private FactorChangeHandler factorChangeHandler;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private SecondFactorPolicyService policy;

    @Autowired
    private SecurityNoticeService securityNoticeService;

    @Autowired
    private PasskeyService passkeyService;

    @Autowired
    private AttemptThrottle attemptThrottle;

    @Autowired
    private PasswordChangeService passwordChangeService;

    @Autowired
    private PasskeyCredentialStore store;

    @Autowired
    private SecondFactorCodeVerifier verifier;

    @Autowired
    private PasswordAuthenticationService signIn;

    @Autowired
    private AccountAdministrationService accountsWork;

    @Autowired
    private LoginSessionService loginSessionService;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient database;

    private User anna;
    private Caller caller;
    private List<String> codes = List.of();

    @BeforeEach
    void aUserWhoHasJustSignedIn() {
        anna = account(User.Role.MEMBER);
        caller = signedIn(AuthenticationFactor.PASSWORD);
    }

    private User account(User.Role role) {
        String name = "anna-" + UUID.randomUUID().toString().substring(0, 8);
        return accounts.saveAndFlush(new AccountEntity(
                        new UserName(name),
                        name,
                        User.State.ACTIVE,
                        role,
                        passwordHasher.hash(GOOD, PasswordHasher.Requester.client("192.0.2.1")),
                        clock.instant()))
                .toUser();
    }

    @Test
    void authenticatorAppIsAFactorOnlyAfterConfirmation() {
        TotpEnrollmentService.TotpEnrollment begun = totpEnrollmentService.beginEnrollment(caller);
        assertThat(totpEnrollmentService.pendingEnrollment(caller)).contains(begun);
        assertThat(need()).isEqualTo(SecondFactorStatusService.MissingStep.NOTHING);
        assertWrong(() -> totpEnrollmentService.confirm(caller, "000000".equals(now(begun)) ? "000001" : "000000"));
        assertWrong(() -> reauthenticationService.verifyCode(caller, now(begun)));

        totpEnrollmentService.confirm(
                caller, now(begun).substring(0, 3) + " " + now(begun).substring(3));

        assertThat(totpEnrollmentService.pendingEnrollment(caller)).isEmpty();
        assertThat(need()).isEqualTo(SecondFactorStatusService.MissingStep.VERIFICATION);
        assertThat(secondFactorService.missingStep(anna, session(caller).factors()))
                .isEqualTo(SecondFactorStatusService.MissingStep.NOTHING);
    }

    @Test
    void totpSecretIsEncryptedInTheDatabase() {
        TotpEnrollmentService.TotpEnrollment begun = totpEnrollmentService.beginEnrollment(caller);
        String row = database.sql("select secret from totp_secrets where account_id = ?")
                .param(anna.id().toString())
                .query(String.class)
                .single();

        assertThat(row).doesNotContain(begun.secret());
    }

    @Test
    void otherSessionsEndWhenAnAuthenticatorAppIsAdded() {
        Caller elsewhere = signedIn(AuthenticationFactor.PASSWORD);

        enrolled();

        assertThat(loginSessionService.find(id(elsewhere))).isEmpty();
        assertThat(loginSessionService.find(id(caller))).isPresent();
    }

    @Test
    void totpCodeIsAcceptedOnce() {
        TotpEnrollmentService.TotpEnrollment totpEnrollment = enrolled();
        assertWrong(() -> reauthenticationService.verifyCode(caller, now(totpEnrollment)));

        clock.advance(Duration.ofSeconds(30));
        String code = now(totpEnrollment);
        reauthenticationService.verifyCode(caller, code);
        assertWrong(() -> reauthenticationService.verifyCode(caller, code));
    }

    @Test
    void concurrentUsesOfATotpCodeSucceedOnce() throws Exception {
        TotpEnrollmentService.TotpEnrollment totpEnrollment = enrolled();
        clock.advance(Duration.ofSeconds(30));
        String code = now(totpEnrollment);

        assertThat(successes(8, () -> reauthenticationService.verifyCode(caller, code)))
                .isEqualTo(1);
    }

    @Test
    void totpCodeOlderThanTheLastAcceptedOneIsRefused() {
        TotpEnrollmentService.TotpEnrollment totpEnrollment = enrolled();
        clock.advance(Duration.ofSeconds(30));
        String before = now(totpEnrollment);
        clock.advance(Duration.ofSeconds(30));
        reauthenticationService.verifyCode(caller, now(totpEnrollment));

        assertWrong(() -> reauthenticationService.verifyCode(caller, before));
    }

    @Test
    void recoveryCodeIsAcceptedOnce() throws Exception {
        enrolled();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        assertThat(recovery.countRemaining(caller)).isEqualTo(10);

        reauthenticationService.verifyCode(
                caller, codes.getFirst().toLowerCase(Locale.ROOT).replace("-", " "));
        assertWrong(() -> reauthenticationService.verifyCode(caller, codes.getFirst()));
        assertThat(recovery.countRemaining(caller)).isEqualTo(9);
        assertThat(session(caller).factors()).contains(AuthenticationFactor.RECOVERY_CODE);
        assertThat(actions()).contains("factor.use-recovery-code");

        assertThat(successes(6, () -> reauthenticationService.verifyCode(caller, codes.get(1))))
                .isEqualTo(1);
    }

    @Test
    void recoveryCodesAreStoredAsDigestsAndReplacedTogether() {
        enrolled();
        List<String> kept = database.sql("select code_hash from recovery_codes where account_id = ?")
                .param(anna.id().toString())
                .query(String.class)
                .list();
        assertThat(kept).hasSize(10).doesNotContainAnyElementsOf(codes);

        List<String> fresh = recovery.regenerate(caller);

        assertThat(recovery.countRemaining(caller)).isEqualTo(10);
        assertWrong(() -> reauthenticationService.verifyCode(caller, codes.getFirst()));
        reauthenticationService.verifyCode(caller, fresh.getFirst());
    }

    @Test
    void recoveryCodeOfAnotherUserIsRefused() {
        enrolled();
        List<String> annas = codes;
        aUserWhoHasJustSignedIn();
        enrolled();

        assertWrong(() -> reauthenticationService.verifyCode(caller, annas.getFirst()));
    }

    @Test
    void passwordIsSufficientAfterRemovalOfTheAuthenticatorApp() {
        TotpEnrollmentService.TotpEnrollment totpEnrollment = enrolled();
        totpEnrollmentService.remove(caller);

        assertThat(need()).isEqualTo(SecondFactorStatusService.MissingStep.NOTHING);
        assertThat(recovery.countRemaining(caller)).isZero();
        clock.advance(Duration.ofSeconds(30));
        assertWrong(() -> reauthenticationService.verifyCode(caller, now(totpEnrollment)));
        assertThat(actions()).contains("factor.add", "factor.remove");
    }

    @Test
    void secondAuthenticatorAppIsRefused() {
        enrolled();
        assertThatThrownBy(() -> totpEnrollmentService.beginEnrollment(caller))
                .isInstanceOfSatisfying(
                        AuthenticationFactorException.class,
                        e -> assertThat(e.reason()).isEqualTo(AuthenticationFactorException.Reason.ALREADY_ENROLLED));
    }

    @Test
    void factorChangeRequiresRecentAuthentication() {
        TotpEnrollmentService.TotpEnrollment totpEnrollment = enrolled();
        clock.advance(Duration.ofMinutes(10));

        for (ThrowingCallable change : List.<ThrowingCallable>of(
                () -> totpEnrollmentService.beginEnrollment(caller),
                () -> totpEnrollmentService.remove(caller),
                () -> recovery.regenerate(caller))) {
            assertThatThrownBy(change)
                    .isInstanceOfSatisfying(
                            StepUpRequiredException.class,
                            e -> assertThat(e.allowedFactors()).containsExactly(AuthenticationFactor.TOTP));
        }
        reauthenticationService.verifyCode(caller, now(totpEnrollment));
        recovery.regenerate(caller);
    }

    @Test
    void passwordAloneIsNotSufficientForAUserWithASecondFactor() {
        reauthenticationService.verifyPassword(caller, GOOD);
        enrolled();

        assertThatThrownBy(() -> reauthenticationService.verifyPassword(caller, GOOD))
                .isInstanceOf(AuthenticationFactorException.class);
    }

    @Test
    void roleThatRequiresASecondFactorEnforcesEnrollment(ApplicationEvents published) {
        User root = account(User.Role.ADMINISTRATOR);
        Caller administrator = signedIn(root, AuthenticationFactor.PASSWORD);
        Caller elsewhere = signedIn(AuthenticationFactor.PASSWORD);
        policy.setRequired(administrator, User.Role.MEMBER, true);
        try {
            assertThat(policy.requiredRoles()).containsExactly(User.Role.MEMBER);
            assertThat(loginSessionService.find(id(elsewhere))).isEmpty();
            assertThat(loginSessionService.find(id(administrator))).isPresent();
            assertThat(published.stream(LoginSessionsEnded.class)).isNotEmpty();
            assertThat(need()).isEqualTo(SecondFactorStatusService.MissingStep.ENROLLMENT);

            caller = signedIn(AuthenticationFactor.PASSWORD);
            enrolled();
            assertThat(need()).isEqualTo(SecondFactorStatusService.MissingStep.VERIFICATION);
            assertThatThrownBy(() -> totpEnrollmentService.remove(caller))
                    .isInstanceOfSatisfying(
                            AuthenticationFactorException.class,
                            e -> assertThat(e.reason()).isEqualTo(AuthenticationFactorException.Reason.REQUIRED));
            assertThat(secondFactorService.factorsOf(anna.id())).containsExactly(AuthenticationFactor.TOTP);
            assertThat(recovery.countRemaining(caller)).isEqualTo(10);
        } finally {
            policy.setRequired(administrator, User.Role.MEMBER, false);
        }
        totpEnrollmentService.remove(caller);
        assertThat(need()).isEqualTo(SecondFactorStatusService.MissingStep.NOTHING);
    }

    @Test
    void failedChangeOfTheRequiredRolesChangesNoRole() {
        anna = account(User.Role.ADMINISTRATOR);
        caller = signedIn(AuthenticationFactor.PASSWORD);
        enrolled();
        Set<User.Role> failing = new HashSet<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean contains(@Nullable Object role) {
                if (role == User.Role.MEMBER) {
                    throw new IllegalStateException("the second change fails");
                }
                return true;
            }
        };

        assertThatThrownBy(() -> policy.setRequiredRoles(caller, failing)).isInstanceOf(IllegalStateException.class);

        assertThat(policy.requiredRoles()).isEmpty();
    }

    @Test
    void requirementForTheOwnRoleIsRefusedWithoutASecondFactor() {
        Caller administrator = signedIn(account(User.Role.ADMINISTRATOR), AuthenticationFactor.PASSWORD);

        assertThatThrownBy(() -> policy.setRequired(administrator, User.Role.ADMINISTRATOR, true))
                .isInstanceOf(AuthenticationFactorException.class);
        assertThatThrownBy(() -> policy.setRequired(caller, User.Role.MEMBER, true))
                .isInstanceOf(NotAdministratorException.class);
        assertThat(policy.requiredRoles()).isEmpty();
    }

    @Test
    void promotionToARoleWithRequiredSecondFactorEndsSessions() {
        User root = account(User.Role.ADMINISTRATOR);
        User saved = anna;
        anna = root;
        caller = signedIn(root, AuthenticationFactor.PASSWORD);
        enrolled();
        Caller administrator = caller;
        policy.setRequired(administrator, User.Role.ADMINISTRATOR, true);
        try {
            anna = saved;
            Caller before = signedIn(AuthenticationFactor.PASSWORD);
            anna = accountsWork.setRole(administrator, anna.id(), User.Role.ADMINISTRATOR);
            assertThat(loginSessionService.find(id(before))).isEmpty();
            assertThat(need()).isEqualTo(SecondFactorStatusService.MissingStep.ENROLLMENT);
        } finally {
            policy.setRequired(administrator, User.Role.ADMINISTRATOR, false);
        }
    }

    @Test
    void administratorRemovesAllFactorsOfAUser() {
        enrolled();
        Caller administrator = signedIn(account(User.Role.ADMINISTRATOR), AuthenticationFactor.PASSWORD);
        assertThatThrownBy(() -> accountsWork.removeSecondFactors(caller, anna.id()))
                .isInstanceOf(NotAdministratorException.class);

        accountsWork.removeSecondFactors(administrator, anna.id());

        assertThat(need()).isEqualTo(SecondFactorStatusService.MissingStep.NOTHING);
        assertThat(recovery.countRemaining(caller)).isZero();
        assertThat(loginSessionService.find(id(caller))).isEmpty();
        assertThat(actions()).contains("user.remove-factors");
    }

    @Test
    void passkeyIsStoredCompletelyAndCountsItsUses() {
        CredentialRecord made = passkey(anna);
        store.add(made);

        CredentialRecord kept = Objects.requireNonNull(store.findByCredentialId(made.getCredentialId()));
        assertThat(kept)
                .usingRecursiveComparison()
                .ignoringFields("attestationClientDataJSON")
                .isEqualTo(made);
        assertThat(store.findByUserId(made.getUserEntityUserId())).hasSize(1);
        assertThat(secondFactorService.factorsOf(anna.id())).containsExactly(AuthenticationFactor.PASSKEY);
        assertThat(need()).isEqualTo(SecondFactorStatusService.MissingStep.VERIFICATION);
        assertThat(secondFactorService.missingStep(anna, Set.of(AuthenticationFactor.PASSKEY)))
                .isEqualTo(SecondFactorStatusService.MissingStep.NOTHING);

        store.save(ImmutableCredentialRecord.fromCredentialRecord(kept)
                .signatureCount(8)
                .build());
        assertThat(Objects.requireNonNull(store.findByCredentialId(made.getCredentialId()))
                        .getSignatureCount())
                .isEqualTo(8);
    }

    @Test
    void factorChangesOfAUserAreLimited() {
        for (ThrowingCallable change : List.<ThrowingCallable>of(
                () -> passkeyService.finishRegistration(caller, "{}", "none"),
                () -> passkeyService.remove(caller, UUID.randomUUID()),
                () -> totpEnrollmentService.beginEnrollment(caller),
                () -> totpEnrollmentService.remove(caller),
                () -> recovery.regenerate(caller),
                () -> passwordChangeService.change(caller, GOOD, "another quiet river"))) {
            useUpChanges();
            assertThatThrownBy(change).isInstanceOf(TooManyChangesException.class);
        }
    }

    @Test
    void unconfirmedAuthenticatorAppIsNotRemoved() {
        totpEnrollmentService.beginEnrollment(caller);

        assertThatThrownBy(() -> totpEnrollmentService.remove(caller))
                .isInstanceOfSatisfying(
                        AuthenticationFactorException.class,
                        e -> assertThat(e.reason()).isEqualTo(AuthenticationFactorException.Reason.NOT_ENROLLED));
    }

    @Test
    void passkeyWithAnOversizedPublicKeyIsRefused() {
        CredentialRecord oversized = ImmutableCredentialRecord.fromCredentialRecord(passkey(anna))
                .publicKey(new ImmutablePublicKeyCose(new byte[5000]))
                .build();

        assertThatThrownBy(() -> store.add(oversized)).isInstanceOf(PasskeyException.class);
    }

    private void useUpChanges() {
        assertThatThrownBy(() -> {
                    while (true) {
                        attemptThrottle.recordChange(caller);
                    }
                })
                .isInstanceOf(TooManyChangesException.class);
    }

    @Test
    void passkeyOfAnotherUserIsNeitherRenamedNorRemoved() {
        store.add(passkey(anna));
        Passkey mine = passkeyService.listOwn(caller).getFirst();
        Caller stranger = signedIn(account(User.Role.MEMBER), AuthenticationFactor.PASSWORD);

        passkeyService.rename(stranger, mine.id(), "stolen");
        passkeyService.remove(stranger, mine.id());
        assertThat(passkeyService.listOwn(caller)).containsExactly(mine);

        assertThatThrownBy(() -> passkeyService.rename(caller, mine.id(), "  "))
                .isInstanceOf(IllegalArgumentException.class);
        passkeyService.rename(caller, mine.id(), "desk");
        assertThat(passkeyService.listOwn(caller)).extracting(Passkey::label).containsExactly("desk");
        passkeyService.remove(signedIn(AuthenticationFactor.PASSKEY), mine.id());
        assertThat(passkeyService.listOwn(caller)).isEmpty();
        assertThat(actions()).contains("factor.rename", "factor.remove");
    }

    @Test
    void passkeyRemovedDuringSignInIsNotRestored() {
        CredentialRecord made = passkey(anna);
        store.add(made);
        CredentialRecord answering = Objects.requireNonNull(store.findByCredentialId(made.getCredentialId()));

        passkeyService.remove(
                signedIn(AuthenticationFactor.PASSKEY),
                passkeyService.listOwn(caller).getFirst().id());

        assertThatThrownBy(() -> store.save(answering)).isInstanceOf(PasskeyException.class);
        assertThat(store.findByCredentialId(made.getCredentialId())).isNull();
    }

    @Test
    void passwordAloneDoesNotAllowAnAdditionalFactor() {
        TotpEnrollmentService.TotpEnrollment left = totpEnrollmentService.beginEnrollment(caller);
        store.add(passkey(anna));
        Caller half = signedIn(AuthenticationFactor.PASSWORD);

        for (ThrowingCallable change : List.<ThrowingCallable>of(
                () -> totpEnrollmentService.beginEnrollment(half),
                () -> totpEnrollmentService.confirm(half, now(left)),
                () -> passkeyService.beginRegistration(half),
                () -> recovery.regenerate(half))) {
            assertThatThrownBy(change)
                    .isInstanceOfSatisfying(
                            StepUpRequiredException.class,
                            e -> assertThat(e.allowedFactors()).containsExactly(AuthenticationFactor.PASSKEY));
        }
        assertThat(secondFactorService.factorsOf(anna.id())).containsExactly(AuthenticationFactor.PASSKEY);
    }

    @Test
    void authenticatorAppConfirmationRequiresRecentAuthentication() {
        TotpEnrollmentService.TotpEnrollment begun = totpEnrollmentService.beginEnrollment(caller);
        clock.advance(Duration.ofMinutes(10));

        assertThatThrownBy(() -> totpEnrollmentService.confirm(caller, now(begun)))
                .isInstanceOf(StepUpRequiredException.class);
        assertThat(secondFactorService.factorsOf(anna.id())).isEmpty();
    }

    @Test
    void onlyTheSessionThatBeganAnEnrollmentSeesAndConfirmsIt() {
        TotpEnrollmentService.TotpEnrollment begun = totpEnrollmentService.beginEnrollment(caller);
        Caller other = signedIn(AuthenticationFactor.PASSWORD);

        assertThat(totpEnrollmentService.pendingEnrollment(other)).isEmpty();
        assertThatThrownBy(() -> totpEnrollmentService.confirm(other, now(begun)))
                .isInstanceOf(AuthenticationFactorException.class);

        TotpEnrollmentService.TotpEnrollment own = totpEnrollmentService.beginEnrollment(other);
        assertThat(own.secret()).isNotEqualTo(begun.secret());
        totpEnrollmentService.confirm(other, now(own));
        assertThat(secondFactorService.factorsOf(anna.id())).containsExactly(AuthenticationFactor.TOTP);
    }

    @Test
    void enrollmentIsPendingForAQuarterOfAnHour() {
        TotpEnrollmentService.TotpEnrollment begun = totpEnrollmentService.beginEnrollment(caller);
        clock.advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(totpEnrollmentService.pendingEnrollment(caller)).contains(begun);
        clock.advance(Duration.ofSeconds(1));
        reauthenticationService.verifyPassword(caller, GOOD);

        assertThat(totpEnrollmentService.pendingEnrollment(caller)).isEmpty();
        assertThatThrownBy(() -> totpEnrollmentService.confirm(caller, now(begun)))
                .isInstanceOf(AuthenticationFactorException.class);
    }

    @Test
    void noRecoveryCodesRemainWhenTheLastFactorIsRemovedDuringTheirRenewal() {
        for (int round = 0; round < 10; round++) {
            TotpEnrollmentService.TotpEnrollment begun = totpEnrollmentService.beginEnrollment(caller);
            totpEnrollmentService.confirm(caller, now(begun));

            CompletableFuture<Void> renewal = CompletableFuture.runAsync(() -> recovery.regenerate(caller))
                    .exceptionally(failure -> {
                        // The removal of the factor was executed before the renewal of the codes.
                        assertThat(failure).hasCauseInstanceOf(AuthenticationFactorException.class);
                        return null;
                    });
            totpEnrollmentService.remove(caller);
            renewal.join();

            assertThat(recovery.countRemaining(caller)).as("round " + round).isZero();
        }
    }

    @Test
    void challengeRemainsValidAfterManyOtherRequestsAndInvalidResponsesUntilItExpires() {
        String answer = answer(passkeyService.beginAuthentication());
        String expired = answer(passkeyService.beginAuthentication());
        for (int i = 0; i < 12_000; i++) {
            passkeyService.beginAuthentication();
        }

        // The challenge is valid, but the passkey is unknown.
        assertThatThrownBy(() -> reauthenticationService.verifyPasskey(caller, answer))
                .isInstanceOf(PasskeyException.class)
                .hasMessageNotContaining("no such challenge");
        assertThatThrownBy(() -> reauthenticationService.verifyPasskey(caller, answer))
                .as("only a valid response uses the challenge")
                .hasMessageNotContaining("no such challenge");
        clock.advance(Duration.ofMinutes(5));
        assertThatThrownBy(() -> reauthenticationService.verifyPasskey(caller, expired))
                .hasMessageContaining("no such challenge");
        String forged = answer("{\"challenge\":\"" + "A".repeat(75) + "\"}");
        assertThatThrownBy(() -> reauthenticationService.verifyPasskey(caller, forged))
                .hasMessageContaining("no such challenge");
    }

    /** The passkey has no signature counter. Only the check of the challenge can reject the second response. */
    @Test
    void challengeThatWasAnsweredOnceIsNotAcceptedAgain() {
        TestPasskey passkey = new TestPasskey();
        passkeyService.finishRegistration(caller, passkey.create(passkeyService.beginRegistration(caller)), "laptop");
        String answer = passkey.get(passkeyService.beginAuthentication());

        assertThat(passkeyService.signIn(answer, "192.0.2.1")).map(User::id).contains(anna.id());
        assertThat(passkeyService.signIn(answer, "192.0.2.1")).isEmpty();
        assertThatThrownBy(() -> reauthenticationService.verifyPasskey(caller, answer))
                .hasMessageContaining("no such challenge");
        assertThat(passkeyService.signIn(passkey.get(passkeyService.beginAuthentication()), "192.0.2.1"))
                .as("another challenge")
                .isPresent();
    }

    /** Returns the response of an unknown passkey to these options. */
    private static String answer(String options) {
        JsonMapper json = new JsonMapper();
        String challenge = json.readTree(options).path("challenge").asString();
        String clientData = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.writeValueAsBytes(Map.of("type", "webauthn.get", "challenge", challenge)));
        return json.writeValueAsString(Map.of(
                "id",
                "AAAA",
                "rawId",
                "AAAA",
                "type",
                "public-key",
                "response",
                Map.of("clientDataJSON", clientData, "authenticatorData", "AAAA", "signature", "AAAA"),
                "clientExtensionResults",
                Map.of()));
    }

    @Test
    void passkeyWhoseSignatureCounterDoesNotIncreaseIsRefused() {
        CredentialRecord made = passkey(anna);
        store.add(made);

        for (long counter : List.of(7L, 6L, 1L, 0L)) {
            assertThatThrownBy(() -> store.save(ImmutableCredentialRecord.fromCredentialRecord(made)
                            .signatureCount(counter)
                            .build()))
                    .isInstanceOf(PasskeyException.class);
        }
        store.save(ImmutableCredentialRecord.fromCredentialRecord(made)
                .signatureCount(8)
                .build());
    }

    @Test
    void passkeyResponseWithoutChallengeIsRefused() {
        String options = passkeyService.beginRegistration(caller);
        assertThat(options).contains("\"userVerification\":\"required\"", "\"residentKey\":\"required\"");

        assertThatThrownBy(() -> passkeyService.finishRegistration(caller, "{}", "none"))
                .isInstanceOf(PasskeyException.class);
        assertThatThrownBy(() -> reauthenticationService.verifyPasskey(caller, "no json"))
                .isInstanceOf(PasskeyException.class);
        for (String answer : List.of("{\"id\":\"AA\"}", "null", "{}", "{\"id\":\"AA\",\"response\":{}}", "[]")) {
            assertThat(passkeyService.signIn(answer, "192.0.2.1")).as(answer).isEmpty();
        }
    }

    private static CredentialRecord passkey(User user) {
        byte[] many = new byte[900];
        new SecureRandom().nextBytes(many);
        Instant at = Instant.parse("2026-11-25T10:00:00.123456Z");
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(many))
                .userEntityUserId(PasskeyUserProvider.handle(user.id().value()))
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
        reauthenticationService.verifyCode(caller, codes.getFirst());
        recovery.regenerate(caller);
        totpEnrollmentService.remove(caller);
        assertThat(securityNoticeService.listRecent(caller))
                .extracting(SecurityNotice::kind)
                .containsExactlyInAnyOrder(
                        SecurityNotice.Kind.TOTP_ADDED,
                        SecurityNotice.Kind.RECOVERY_CODE_USED,
                        SecurityNotice.Kind.RECOVERY_CODES_RENEWED,
                        SecurityNotice.Kind.TOTP_REMOVED);
        assertThat(securityNoticeService.listRecent(caller))
                .allMatch(securityNotice ->
                        !securityNotice.seen() && securityNotice.source().equals("192.0.2.1"));
        assertThat(securityNoticeService.countUnseen(caller)).isZero();
        // Marks only notices that are older than the session of the caller, so none of these.
        securityNoticeService.markSeen(caller);

        clock.advance(Duration.ofMinutes(1));
        Caller next = signedIn(AuthenticationFactor.PASSWORD);
        assertThat(securityNoticeService.countUnseen(next)).isEqualTo(4);
        assertThat(securityNoticeService.countUnseen(
                        signedIn(account(User.Role.MEMBER), AuthenticationFactor.PASSWORD)))
                .isZero();
        securityNoticeService.markSeen(next);
        assertThat(securityNoticeService.countUnseen(next)).isZero();
        assertThat(securityNoticeService.listRecent(next)).hasSize(4).allMatch(SecurityNotice::seen);
    }

    @Test
    void wrongCodesAreThrottledWithoutLockingOutTheOwner() {
        TotpEnrollmentService.TotpEnrollment totpEnrollment = enrolled();
        clock.advance(Duration.ofSeconds(30));
        Caller guesser = new Caller(
                caller.userId(),
                caller.userName(),
                "198.51.100.9",
                Caller.Channel.UI,
                id(signedIn(AuthenticationFactor.PASSWORD)));
        for (int i = 0; i < 10; i++) {
            assertWrong(() -> reauthenticationService.verifyCode(guesser, "wrong"));
        }

        assertThatThrownBy(() -> reauthenticationService.verifyCode(guesser, now(totpEnrollment)))
                .isInstanceOf(TooManyAttemptsException.class);
        reauthenticationService.verifyCode(caller, now(totpEnrollment));
    }

    @Test
    void wrongCodesFromManyAddressesDoNotAffectTheOwnersSessionsRecoveryCodesAndAddress() {
        TotpEnrollmentService.TotpEnrollment totpEnrollment = enrolled();
        clock.advance(Duration.ofSeconds(30));
        Caller home = new Caller(anna.id(), anna.name(), "192.0.2.77", Caller.Channel.REST);
        assertThat(verifier.verifyAndConsume(home, now(totpEnrollment), "session.login"))
                .isPresent();
        clock.advance(Duration.ofSeconds(30));
        String wrong = now(totpEnrollment).equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 36; i++) {
            Caller guesser = new Caller(anna.id(), anna.name(), "198.51.100." + i % 4, Caller.Channel.REST);
            try {
                assertThat(verifier.verifyAndConsume(guesser, wrong, "session.login"))
                        .isEmpty();
            } catch (TooManyAttemptsException e) {
                assertThat(i).isGreaterThanOrEqualTo(30);
            }
        }
        Caller elsewhere = new Caller(anna.id(), anna.name(), "203.0.113.1", Caller.Channel.REST);

        assertThatThrownBy(() -> verifier.verifyAndConsume(elsewhere, now(totpEnrollment), "session.login"))
                .isInstanceOf(TooManyAttemptsException.class);
        assertThat(verifier.verifyAndConsume(elsewhere, codes.getFirst(), "session.login"))
                .contains(AuthenticationFactor.RECOVERY_CODE);
        reauthenticationService.verifyCode(caller, now(totpEnrollment));
        clock.advance(Duration.ofSeconds(30));
        assertThat(verifier.verifyAndConsume(home, now(totpEnrollment), "session.login"))
                .contains(AuthenticationFactor.TOTP);
        assertThat(securityNoticeService.listRecent(caller))
                .filteredOn(notice -> notice.kind() == SecurityNotice.Kind.WRONG_CODES)
                .hasSize(1);
    }

    @Test
    void signInIsAuditedAsSuccessfulOnlyAfterTheSecondFactor() {
        TotpEnrollmentService.TotpEnrollment totpEnrollment = enrolled();
        clock.advance(Duration.ofSeconds(30));
        signIn.signIn(anna.name().value(), GOOD, "192.0.2.1", Caller.Channel.UI);
        assertThat(actions().getFirst()).isEqualTo("session.password");

        Caller incomplete = signedIn(AuthenticationFactor.PASSWORD);
        reauthenticationService.verifyCode(incomplete, now(totpEnrollment));
        assertThat(actions().getFirst()).isEqualTo("session.login");

        clock.advance(Duration.ofSeconds(30));
        reauthenticationService.verifyCode(incomplete, now(totpEnrollment));
        assertThat(actions().getFirst()).isEqualTo("session.prove");

        clock.advance(Duration.ofSeconds(30));
        signIn.verifySecondFactor(anna, now(totpEnrollment), "192.0.2.1", Caller.Channel.REST);
        assertThat(actions().getFirst()).isEqualTo("session.login");
    }

    @Test
    void codesInASessionWithAVerifiedFactorHaveALimit() {
        TotpEnrollmentService.TotpEnrollment totpEnrollment = enrolled();
        clock.advance(Duration.ofSeconds(30));
        String wrong = now(totpEnrollment).equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 10; i++) {
            assertWrong(() -> reauthenticationService.verifyCode(caller, wrong));
        }

        assertThatThrownBy(() -> reauthenticationService.verifyCode(caller, now(totpEnrollment)))
                .isInstanceOf(TooManyAttemptsException.class);
    }

    @Test
    void sessionWithoutItsSecondFactorExpiresEarly() {
        enrolled();
        Caller waiting = signedIn(AuthenticationFactor.PASSWORD);
        LoginSession before = session(waiting);
        assertThat(before.expiresAt()).isEqualTo(before.createdAt().plus(Duration.ofMinutes(15)));

        clock.advance(Duration.ofSeconds(30));
        loginSessionService.recordAuthentication(waiting, AuthenticationFactor.TOTP);

        LoginSession after = session(waiting);
        assertThat(after.expiresAt()).isEqualTo(before.createdAt().plus(Duration.ofHours(12)));
        assertThat(after.authenticatedAt()).isEqualTo(before.authenticatedAt().plusSeconds(30));
        assertThat(after.factors()).containsExactlyInAnyOrder(AuthenticationFactor.PASSWORD, AuthenticationFactor.TOTP);
    }

    private TotpEnrollmentService.TotpEnrollment enrolled() {
        TotpEnrollmentService.TotpEnrollment begun = totpEnrollmentService.beginEnrollment(caller);
        codes = totpEnrollmentService.confirm(caller, now(begun));
        return begun;
    }

    /** A change can wait for the lock of the account while an administrator ends the sessions. */
    @Test
    void factorsAreNotChangedAfterTheSessionHasEnded() {
        loginSessionService.logout(caller, id(caller));

        assertThatThrownBy(() -> new TransactionTemplate(transactions)
                        .executeWithoutResult(_ -> factorChangeHandler.lock(caller)))
                .isInstanceOf(SessionEndedException.class);
        assertThatThrownBy(() -> recovery.regenerate(caller)).isInstanceOf(StepUpRequiredException.class);
    }

    private String now(TotpEnrollmentService.TotpEnrollment totpEnrollment) {
        return new TestAuthenticatorApp(totpEnrollment.secret()).code(clock.instant());
    }

    private SecondFactorStatusService.MissingStep need() {
        return secondFactorService.missingStep(anna, Set.of(AuthenticationFactor.PASSWORD));
    }

    private Caller signedIn(AuthenticationFactor... proved) {
        return signedIn(anna, proved);
    }

    private Caller signedIn(User user, AuthenticationFactor... proved) {
        LoginSession session = loginSessionService.createBrowserSession(user, BROWSER, Set.of(proved));
        return new Caller(user.id(), user.name(), "192.0.2.1", Caller.Channel.UI, session.id());
    }

    private LoginSession session(Caller of) {
        return loginSessionService.find(id(of)).orElseThrow();
    }

    private static SessionId id(Caller of) {
        return Objects.requireNonNull(of.session());
    }

    private List<String> actions() {
        return AuditTrailReader.newest(database, 0, 50).stream()
                .map(NumberedAuditEntry::entry)
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
                                        InvalidInputException.InputField.CODE,
                                        InvalidInputException.InputProblem.CODE_WRONG));
    }

    private static long successes(int attempts, Runnable attempt) throws InterruptedException {
        try (ExecutorService all = Executors.newFixedThreadPool(attempts)) {
            return all.invokeAll(Collections.nCopies(attempts, Executors.callable(attempt))).stream()
                    .filter(done -> done.state() == Future.State.SUCCESS)
                    .count();
        }
    }
}
