package org.stackdeck.identity.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.IdentityTestConfiguration;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.AccountAdministrationService;
import org.stackdeck.identity.invitation.InvitationAdministrationService;
import org.stackdeck.identity.invitation.NewInvitation;
import org.stackdeck.identity.notice.SecurityNotice;
import org.stackdeck.identity.notice.SecurityNoticeService;
import org.stackdeck.identity.password.MailedResetCodeService;
import org.stackdeck.identity.password.PasswordResetService;
import org.stackdeck.identity.registration.RegistrationService;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.identity.session.TestSessions;
import org.stackdeck.identity.setup.AdministratorSetupService;
import org.stackdeck.identity.signin.PasswordAuthenticationService;
import org.stackdeck.platform.MutableClock;

/** Tests e-mails about accounts, from the change in the database to the mailbox. */
@DatabaseTest
@Import({IdentityTestConfiguration.class, MailServerTestConfiguration.class})
@ImportAutoConfiguration(MessageSourceAutoConfiguration.class)
@TestPropertySource(
        properties = {
            "stackdeck.setup-code=let-me-set-up",
            "stackdeck.public-url=https://stackdeck.example",
            "stackdeck.limits.per-source=1000000",
            "stackdeck.limits.sign-ins=1000000",
            "stackdeck.limits.changes=1000000",
            "stackdeck.limits.registrations=100"
        })
class AccountMailTests {

    private static final String GOOD = "a quiet river bends";
    private static final String OTHER = "another fine phrase";
    private static final String SOURCE = "192.0.2.1";
    private static final UserName ROOT = new UserName("root.one");
    private static final Pattern CODE = Pattern.compile("^ {4}([A-Z0-9-]{24})$", Pattern.MULTILINE);
    private static final Pattern LINKED_CODE = Pattern.compile("confirm-email=([A-Z0-9-]{24})");

    @Autowired
    GreenMail server;

    @Autowired
    MailDeliveryJob delivery;

    @Autowired
    EmailAddressService emails;

    @Autowired
    MailRecipientService recipients;

    @Autowired
    MailedResetCodeService mailedCodes;

    @Autowired
    PasswordResetService passwords;

    @Autowired
    RegistrationService registrations;

    @Autowired
    AccountAdministrationService administration;

    @Autowired
    InvitationAdministrationService invitations;

    @Autowired
    AdministratorSetupService setup;

    @Autowired
    PasswordAuthenticationService authentication;

    @Autowired
    LoginSessionService logins;

    @Autowired
    SecurityNoticeService securityNotices;

    @Autowired
    UserDirectory userDirectory;

    @Autowired
    JdbcClient database;

    @Autowired
    MutableClock clock;

    private User anna;
    private Caller caller;

    @BeforeEach
    void userWithSession() throws FolderException {
        database.sql("delete from mail_messages").update();
        server.purgeEmailFromAllMailboxes();
        if (setup.isRequired()) {
            setup.complete("let-me-set-up", ROOT.value(), GOOD, SOURCE, Caller.Channel.UI);
        }
        anna = activeUser();
        caller = session(anna);
    }

    @Test
    void addressIsUsedAfterItsOwnerHasConfirmedIt() {
        emails.requestChange(caller, "anna@example.org", Locale.SIMPLIFIED_CHINESE);
        assertThat(recipients.find(anna.id())).isEmpty();
        assertThat(emails.find(caller).pending()).contains(new EmailAddress("anna@example.org"));

        delivery.run();
        MimeMessage received = onlyMessage();
        assertThat(text(received))
                .contains("确认", anna.name().value(), "https://stackdeck.example/account?confirm-email=");
        String code = find(CODE, text(received));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> emails.confirm(session(activeUser()), code));
        emails.confirm(caller, code.toLowerCase(Locale.ROOT));

        assertThat(recipients.find(anna.id()))
                .contains(new MailRecipient(new EmailAddress("anna@example.org"), Locale.SIMPLIFIED_CHINESE));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> emails.confirm(caller, code));
    }

    @Test
    void codeOfAnAddressExpires() {
        emails.requestChange(caller, "anna@example.org", Locale.ENGLISH);
        delivery.run();
        clock.advance(Duration.ofHours(24));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> emails.confirm(session(anna), find(CODE, text(onlyMessage()))));
    }

    @Test
    void addressIsNotConfirmedAfterTheEndOfTheSession() {
        emails.requestChange(caller, "anna@example.org", Locale.ENGLISH);
        delivery.run();
        String code = find(CODE, text(onlyMessage()));
        logins.endAll(root(), anna.id());

        assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> emails.confirm(caller, code));
        assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> emails.cancelChange(caller));
        assertThat(recipients.find(anna.id())).isEmpty();
    }

    @Test
    void changedAddressIsReportedToThePreviousOne() throws Exception {
        confirmed("anna@example.org");
        confirmed("new@example.org");
        delivery.run();

        assertThat(onlyMessage().getHeader("To")).containsExactly("anna@example.org");
        assertThat(onlyMessage().getSubject()).isEqualTo("Your e-mail address was changed");
        server.purgeEmailFromAllMailboxes();

        emails.requestChange(caller, "new@example.org", Locale.ENGLISH);
        database.sql("delete from mail_messages").update();
        emails.remove(caller);
        delivery.run();
        assertThat(onlyMessage().getHeader("To")).containsExactly("new@example.org");
        assertThat(recipients.find(anna.id())).isEmpty();
    }

    @Test
    void cancelledChangeKeepsTheConfirmedAddressAndInvalidatesTheCode() {
        emails.requestChange(caller, "first@example.org", Locale.ENGLISH);
        emails.cancelChange(caller);
        assertThat(emails.find(caller)).isEqualTo(new OwnEmail(Optional.empty(), Optional.empty()));
        database.sql("delete from mail_messages").update();

        confirmed("anna@example.org");
        emails.requestChange(caller, "new@example.org", Locale.ENGLISH);
        emails.cancelChange(caller);
        emails.cancelChange(caller);
        delivery.run();
        String code = find(CODE, text(onlyMessage()));

        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> emails.confirm(caller, code));
        assertThat(emails.find(caller))
                .isEqualTo(new OwnEmail(Optional.of(new EmailAddress("anna@example.org")), Optional.empty()));
    }

    @Test
    void changeRequiresARecentAuthenticationAndIsLimited() {
        clock.advance(Duration.ofHours(1));
        assertThatExceptionOfType(StepUpRequiredException.class)
                .isThrownBy(() -> emails.requestChange(caller, "anna@example.org", Locale.ENGLISH));

        Caller recent = session(anna);
        for (int request = 0; request < AccountMailer.MAX_CONFIRMATIONS; request++) {
            emails.requestChange(recent, "victim@example.org", Locale.ENGLISH);
        }
        assertThatExceptionOfType(TooManyChangesException.class)
                .isThrownBy(() -> emails.requestChange(recent, "victim@example.org", Locale.ENGLISH));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> emails.requestChange(recent, "victim@example.org\r\nBcc: x@y.z", Locale.ENGLISH));
    }

    @Test
    void auditTrailAndSecurityNoticesContainNoAddress() {
        confirmed("anna@example.org");

        assertThat(database.sql("select count(*) from audit_entry where detail like '%anna@example.org%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void applicantReceivesTheDecisionAndConfirmsTheAddressWithItsLink() throws Exception {
        UserName name = freshName();
        registrations.register(
                name.value(),
                "",
                GOOD,
                new MailRecipient(new EmailAddress("new@example.org"), Locale.ENGLISH),
                SOURCE,
                Caller.Channel.UI);
        User applicant = userDirectory.find(name).orElseThrow();
        assertThat(recipients.find(applicant.id())).isEmpty();

        administration.approve(root(), applicant.id());
        delivery.run();
        assertThat(onlyMessage().getSubject()).isEqualTo("Your account was approved");
        assertThat(text(onlyMessage())).contains("Sign in and confirm your e-mail address.");
        emails.confirm(session(userDirectory.require(applicant.id())), find(LINKED_CODE, text(onlyMessage())));
        assertThat(recipients.find(applicant.id())).isPresent();
    }

    @Test
    void declinedApplicantReceivesTheDecision() throws Exception {
        UserName name = freshName();
        registrations.register(
                name.value(),
                "",
                GOOD,
                new MailRecipient(new EmailAddress("new@example.org"), Locale.SIMPLIFIED_CHINESE),
                SOURCE,
                Caller.Channel.UI);
        administration.reject(root(), userDirectory.find(name).orElseThrow().id());
        delivery.run();

        assertThat(onlyMessage().getSubject()).isEqualTo("您的账户申请被拒绝");
    }

    @Test
    void addressEnteredByAnAdministratorIsUsedOnlyAfterTheUserHasConfirmedIt() {
        administration.proposeEmail(
                root(), anna.id(), new MailRecipient(new EmailAddress("anna@example.org"), Locale.ENGLISH));
        assertThat(recipients.find(anna.id())).isEmpty();

        delivery.run();
        assertThat(text(onlyMessage())).contains("An administrator entered this address", "7 days");
        String code = find(CODE, text(onlyMessage()));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> emails.confirm(root(), code));
        clock.advance(Duration.ofDays(6));
        emails.confirm(session(anna), code);
        assertThat(recipients.find(anna.id())).isPresent();
    }

    @Test
    void confirmationsOfAddressesThatAnAdministratorEntersAreLimited() {
        MailRecipient recipient = new MailRecipient(new EmailAddress("anna@example.org"), Locale.ENGLISH);
        for (int request = 0; request < AccountMailer.MAX_CONFIRMATIONS; request++) {
            administration.proposeEmail(root(), anna.id(), recipient);
        }

        assertThatExceptionOfType(TooManyChangesException.class)
                .isThrownBy(() -> administration.proposeEmail(root(), anna.id(), recipient));
    }

    @Test
    void invitationIsSentWithItsLink() {
        InvitationAdministrationService.CreatedInvitation created = invitations.create(
                root(),
                new NewInvitation(
                        "Mia",
                        Duration.ofDays(1),
                        1,
                        Set.of(),
                        new MailRecipient(new EmailAddress("mia@example.org"), Locale.ENGLISH)));
        delivery.run();

        assertThat(text(onlyMessage()))
                .contains("https://stackdeck.example/register?invitation="
                        + created.token().value());
    }

    @Test
    void mailedCodeSetsThePasswordOnceAndEndsAllSessions() {
        confirmed("anna@example.org");
        mailedCodes.request(anna.name().value(), SOURCE);
        String code = find(CODE, text(awaitMessage()));

        assertThat(text(onlyMessage()))
                .contains("https://stackdeck.example/reset?username="
                        + anna.name().value())
                .doesNotContain("code=");
        passwords.reset(anna.name().value(), code, OTHER, SOURCE, Caller.Channel.UI);
        assertThat(authentication.signIn(anna.name().value(), OTHER, SOURCE, Caller.Channel.UI))
                .isPresent();
        assertThat(authentication.signIn(anna.name().value(), GOOD, SOURCE, Caller.Channel.UI))
                .isEmpty();
        assertThat(userDirectory.require(anna.id()).generation()).isGreaterThan(anna.generation());
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> passwords.reset(anna.name().value(), code, GOOD, SOURCE, Caller.Channel.UI));
    }

    @Test
    void mailedCodeExpiresAndIsReplacedByALaterOne() throws Exception {
        confirmed("anna@example.org");
        mailedCodes.request(anna.name().value(), SOURCE);
        String first = find(CODE, text(awaitMessage()));
        server.purgeEmailFromAllMailboxes();
        mailedCodes.request(anna.name().value(), SOURCE);
        String second = find(CODE, text(awaitMessage()));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> passwords.reset(anna.name().value(), first, OTHER, SOURCE, Caller.Channel.UI));
        clock.advance(Duration.ofMinutes(30));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> passwords.reset(anna.name().value(), second, OTHER, SOURCE, Caller.Channel.UI));
    }

    @Test
    void repeatedConfirmationOfAnAddressIsNoChange() throws Exception {
        confirmed("anna@example.org");
        mailedCodes.request(anna.name().value(), SOURCE);
        String code = find(CODE, text(awaitMessage()));

        confirmed("anna@example.org");

        assertThat(securityNotices.listRecent(caller))
                .extracting(SecurityNotice::kind)
                .containsExactly(SecurityNotice.Kind.EMAIL_CHANGED);
        passwords.reset(anna.name().value(), code, OTHER, SOURCE, Caller.Channel.UI);
    }

    @Test
    void changedAddressInvalidatesTheMailedCode() {
        confirmed("anna@example.org");
        mailedCodes.request(anna.name().value(), SOURCE);
        String code = find(CODE, text(awaitMessage()));
        emails.remove(session(anna));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> passwords.reset(anna.name().value(), code, OTHER, SOURCE, Caller.Channel.UI));
    }

    @Test
    void noCodeIsSentWithoutAConfirmedAddressOrToADisabledUser() {
        emails.requestChange(caller, "anna@example.org", Locale.ENGLISH);
        database.sql("delete from mail_messages").update();
        mailedCodes.request(anna.name().value(), SOURCE);
        mailedCodes.request("no.such.user", SOURCE);
        mailedCodes.request("not a name!", SOURCE);
        User disabled = anna;
        administration.disable(root(), disabled.id());
        mailedCodes.request(disabled.name().value(), SOURCE);
        awaitRefusals(anna.name().value(), 2);

        assertThat(messagesInOutbox()).isZero();
    }

    @Test
    void codeOfAnAdministratorCannotBeReplacedByAnyone() {
        confirmed("anna@example.org");
        String code = passwords.createCode(root(), anna.id()).code();
        mailedCodes.request(anna.name().value(), SOURCE);
        awaitRefusals(anna.name().value(), 1);

        passwords.reset(anna.name().value(), code, OTHER, SOURCE, Caller.Channel.UI);
        assertThat(messagesInOutbox()).isZero();
    }

    @Test
    void requestsAreLimitedByAccountAndAddress() {
        confirmed("anna@example.org");
        for (int request = 0; request < 5; request++) {
            mailedCodes.request(anna.name().value(), SOURCE);
        }
        awaitRefusals(anna.name().value(), 2);
        assertThat(messagesInOutbox()).isEqualTo(3);

        assertThatExceptionOfType(TooManyAttemptsException.class).isThrownBy(() -> {
            for (int request = 0; request <= 100; request++) {
                mailedCodes.request("any-" + request, "198.51.100.7");
            }
        });
    }

    /**
     * Confirms an address for the user, and deletes the messages in the mailbox and the sent messages in the database.
     */
    private void confirmed(String address) {
        emails.requestChange(caller, address, Locale.ENGLISH);
        delivery.run();
        MimeMessage last = server.getReceivedMessages()[server.getReceivedMessages().length - 1];
        emails.confirm(caller, find(CODE, text(last)));
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
        database.sql("delete from mail_messages where state = 'SENT'").update();
    }

    private MimeMessage awaitMessage() {
        await().atMost(Duration.ofSeconds(20)).until(() -> messagesInOutbox() > 0 && pending() > 0);
        delivery.run();
        return onlyMessage();
    }

    /** Waits for the audit entries of refused requests, which are written after the response. */
    private void awaitRefusals(String name, int count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(database.sql("""
                    select count(*) from audit_entry
                    where action = 'user.request-reset' and result = 'REFUSED' and object_name = ?\
                    """)
                                .param(name)
                                .query(Integer.class)
                                .single())
                        .isEqualTo(count));
    }

    private int messagesInOutbox() {
        return database.sql("select count(*) from mail_messages")
                .query(Integer.class)
                .single();
    }

    private int pending() {
        return database.sql("select count(*) from mail_messages where state = 'PENDING'")
                .query(Integer.class)
                .single();
    }

    private MimeMessage onlyMessage() {
        List<MimeMessage> all = List.of(server.getReceivedMessages());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text.replace("\r", ""));
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    private static String text(Part part) {
        try {
            if (part.isMimeType("text/plain")) {
                return String.valueOf(part.getContent());
            }
            String text = "";
            if (part.getContent() instanceof Multipart parts) {
                for (int each = 0; each < parts.getCount() && text.isEmpty(); each++) {
                    text = text(parts.getBodyPart(each));
                }
            }
            return text;
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private User activeUser() {
        UserName name = freshName();
        registrations.register(name.value(), "", GOOD, SOURCE, Caller.Channel.REST);
        return administration.approve(
                root(), userDirectory.find(name).orElseThrow().id());
    }

    private static UserName freshName() {
        return new UserName("user-" + UUID.randomUUID().toString().substring(0, 8));
    }

    private Caller root() {
        return session(userDirectory.find(ROOT).orElseThrow());
    }

    private Caller session(User user) {
        return TestSessions.signIn(logins, user, SOURCE, Caller.Channel.UI);
    }
}
