package org.stackdeck.identity.passkey;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.secret.SecretTokens;

/** Stores passkeys for Spring Security. */
@Component
public class PasskeyCredentialStore implements UserCredentialRepository {

    private final PasskeyRepository passkeys;

    PasskeyCredentialStore(PasskeyRepository passkeys) {
        this.passkeys = passkeys;
    }

    /** Not supported: users remove passkeys through {@link PasskeyService}. */
    @Override
    public void delete(Bytes credentialId) {
        throw new UnsupportedOperationException("passkeys are removed by their users");
    }

    /**
     * Updates a passkey after use. Refuses a passkey that was removed during the ceremony, or whose signature counter
     * did not increase (WebAuthn level 3, section 7.2). Counters that are always zero are permitted.
     */
    @Override
    @Transactional
    public void save(CredentialRecord record) {
        PasskeyEntity stored =
                stored(record.getCredentialId()).orElseThrow(() -> new PasskeyException("concurrently removed"));
        if (stored.isCounterReused(record)) {
            throw new PasskeyException("signature counter did not increase");
        }
        stored.recordUse(record);
        passkeys.save(stored);
    }

    @Transactional
    public void add(CredentialRecord record) {
        PasskeyEntity passkey =
                new PasskeyEntity(new UserId(PasskeyUserProvider.account(record.getUserEntityUserId())), record);
        if (!passkey.fits()) {
            throw new PasskeyException("too long");
        }
        passkeys.save(passkey);
    }

    @Override
    @Transactional(readOnly = true)
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return stored(credentialId).map(PasskeyEntity::toRecord).orElse(null);
    }

    @Override
    @Transactional(readOnly = true)
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return passkeys.findByAccountIdOrderByCreatedAt(PasskeyUserProvider.account(handle)).stream()
                .map(PasskeyEntity::toRecord)
                .toList();
    }

    private Optional<PasskeyEntity> stored(Bytes credentialId) {
        return passkeys.findByCredentialHash(SecretTokens.digest(credentialId.toBase64UrlString()));
    }
}
