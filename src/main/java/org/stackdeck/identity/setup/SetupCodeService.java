package org.stackdeck.identity.setup;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.account.AdministratorAccountStore;
import org.stackdeck.identity.secret.SecretTokens;

/**
 * Provides the one-time code for creating or restoring an administrator. A code exists if there was no administrator at
 * startup, or if it was requested on the machine ({@code --new-setup-code}, {@code stackdeck.new-setup-code=true}).
 * Stackdeck reads the code from {@code STACKDECK_SETUP_CODE}, or generates and logs it. A generated code is kept only
 * in memory: a restart without an administrator generates another one.
 */
@Component
public class SetupCodeService implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(SetupCodeService.class);

    /** The frame makes the message noticeable in the log, because the user cannot continue without the code. */
    private static final String NOTICE = """
        {}
        ────────────────────────────────────────────────────────────
          Open /setup and use the one-time setup code:

              {}

        ────────────────────────────────────────────────────────────\
        """;

    private final AdministratorAccountStore administratorAccountStore;
    private final AuditTrail audit;
    private final SetupCodeProperties setupCodeProperties;
    private final TransactionTemplate transaction;
    private volatile @Nullable String digest;
    private @Nullable String shown;
    private volatile boolean restores;
    private volatile boolean generated;

    public SetupCodeService(
            AdministratorAccountStore administratorAccountStore,
            AuditTrail audit,
            SetupCodeProperties setupCodeProperties,
            PlatformTransactionManager transactions) {
        this.administratorAccountStore = administratorAccountStore;
        this.audit = audit;
        this.setupCodeProperties = setupCodeProperties;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Creates the code before the first request, so that it can be used as soon as Stackdeck is healthy. */
    @Override
    public void afterSingletonsInstantiated() {
        restores = administratorAccountStore.anyExists() && setupCodeProperties.newSetupCode();
        if (administratorAccountStore.anyExists() && !restores) {
            return;
        }
        String fixed =
                Objects.requireNonNullElse(setupCodeProperties.setupCode(), "").strip();
        generated = fixed.isEmpty();
        String code = generated ? SecretTokens.newCode() : fixed;
        if (restores) {
            transaction.executeWithoutResult(_ -> audit.record(
                    AuditEntry.ofSystem("setup.new-code", null, null, null, AuditEntry.Result.SUCCESS, null)));
        }
        digest = SecretTokens.digestOfCode(code);
        shown = generated ? code : "the one given in STACKDECK_SETUP_CODE";
    }

    /** Logs the setup code when the application is ready, so that no other startup output follows it. */
    @EventListener(ApplicationReadyEvent.class)
    public void logCode() {
        if (shown != null) {
            LOG.warn(NOTICE, restores ? "A new setup code was requested." : "There is no administrator yet.", shown);
            shown = null;
        }
    }

    boolean isOutstanding() {
        return digest != null;
    }

    /** Returns whether the code may restore an administrator although one exists. */
    boolean isForRestore() {
        return restores;
    }

    /** Returns whether the code is random and not chosen by a person. */
    boolean isGenerated() {
        return generated;
    }

    boolean matches(String typed) {
        String expected = digest;
        return expected != null
                && typed.length() <= 200
                && SecretTokens.isEqual(expected, SecretTokens.digestOfCode(typed));
    }

    void consume() {
        digest = null;
        restores = false;
    }
}
