package org.stackdeck.identity.mail;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.secret.SecretToken;
import org.stackdeck.platform.PublicUrl;

/** Adds messages about accounts to the outbox, in the caller's transaction. */
@Component
public class AccountMailer {

    /**
     * Maximum number of confirmations for a user within an hour. The number is limited, because the addresses can
     * belong to other people.
     */
    static final int MAX_CONFIRMATIONS = 5;

    private final MailOutbox outbox;
    private final MessageSource messages;
    private final PublicUrl publicUrl;

    AccountMailer(MailOutbox outbox, MessageSource messages, PublicUrl publicUrl) {
        this.outbox = outbox;
        this.messages = messages;
        this.publicUrl = publicUrl;
    }

    /**
     * Sends a code that confirms the address. The link opens the account page, where the user confirms the address.
     *
     * @param proposed whether an administrator entered the address
     * @throws TooManyChangesException if too many confirmations were sent for the user within an hour
     */
    void sendConfirmation(UserId user, String userName, MailRecipient to, String code, boolean proposed) {
        if (outbox.countRecent(user, MailKind.ADDRESS_CONFIRMATION, Duration.ofHours(1)) >= MAX_CONFIRMATIONS) {
            throw new TooManyChangesException(Duration.ofHours(1));
        }
        String text = "mail.ADDRESS_CONFIRMATION.text" + (proposed ? ".proposed" : "");
        send(MailKind.ADDRESS_CONFIRMATION, text, user, to, userName, code, confirmationPath(code));
    }

    /** Notifies the previous address of its change or removal. */
    void sendAddressChanged(UserId user, String userName, MailRecipient previous) {
        send(MailKind.ADDRESS_CHANGED, user, previous, userName, null, "/account");
    }

    /** @param code the code that confirms the address; null if the address is confirmed */
    void sendApproved(UserId user, String userName, MailRecipient to, @Nullable String code) {
        if (code == null) {
            send(MailKind.ACCOUNT_APPROVED, user, to, userName, null, "/");
        } else {
            String text = "mail.ACCOUNT_APPROVED.text.confirm";
            send(MailKind.ACCOUNT_APPROVED, text, user, to, userName, null, confirmationPath(code));
        }
    }

    void sendRejected(UserId user, String userName, MailRecipient to) {
        send(MailKind.ACCOUNT_REJECTED, user, to, userName, null, null);
    }

    /** Returns whether Stackdeck can send messages. */
    public boolean isConfigured() {
        return outbox.isConfigured();
    }

    /** Returns the number of reset codes that were sent for the user within this time. */
    public int countResetCodes(UserId user, Duration within) {
        return outbox.countRecent(user, MailKind.PASSWORD_RESET, within);
    }

    /**
     * Sends a reset code. The link contains the username and no code, so that programs that open links in messages
     * cannot use the code.
     */
    public void sendResetCode(UserId user, String userName, MailRecipient to, String code) {
        send(MailKind.PASSWORD_RESET, user, to, userName, code, "/reset?username=" + userName);
    }

    /** Sends an invitation. The link opens the registration page, which moves the token from the URL into a cookie. */
    public void sendInvitation(MailRecipient to, SecretToken token) {
        send(MailKind.INVITATION, null, to, "", null, "/register?invitation=" + token.value());
    }

    private static String confirmationPath(String code) {
        return "/account?confirm-email=" + code;
    }

    private void send(
            MailKind kind,
            @Nullable UserId user,
            MailRecipient to,
            String userName,
            @Nullable String code,
            @Nullable String path) {
        send(kind, "mail." + kind + ".text", user, to, userName, code, path);
    }

    private void send(
            MailKind kind,
            String textKey,
            @Nullable UserId user,
            MailRecipient to,
            String userName,
            @Nullable String code,
            @Nullable String path) {
        if (!outbox.isConfigured()) {
            return;
        }
        Locale locale = to.language();
        String key = "mail." + kind;
        MailContent.@Nullable MailLink link =
                path == null ? null : new MailContent.MailLink(text(key + ".link", locale), publicUrl.origin() + path);
        MailContent content = new MailContent(
                text(key + ".subject", locale),
                List.of(text(textKey, locale, userName)),
                List.of(),
                code,
                link,
                text(key + ".footer", locale));
        outbox.add(kind, user, to.address(), content, locale);
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
