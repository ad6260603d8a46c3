package org.stackdeck.identity;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores passkeys for Spring Security. */
@Component
class PasskeyRecords implements UserCredentialRepository {

    private final PasskeyRepository passkeys;

    PasskeyRecords(PasskeyRepository passkeys) {
        this.passkeys = passkeys;
    }

    /** Not supported: users remove passkeys through {@link Passkeys}. */
    @Override
    public void delete(Bytes credentialId) {
        throw new UnsupportedOperationException("passkeys are removed by their users");
    }

    /** Updates a passkey after use. A passkey that was removed during the ceremony is not restored and is refused. */
    @Override
    @Transactional
    public void save(CredentialRecord record) {
        StoredPasskey stored =
                stored(record.getCredentialId()).orElseThrow(() -> new PasskeyException("removed meanwhile"));
        stored.used(record);
        passkeys.save(stored);
    }

    @Transactional
    void add(CredentialRecord record) {
        passkeys.save(new StoredPasskey(new UserId(PasskeyUsers.account(record.getUserEntityUserId())), record));
    }

    @Override
    @Transactional(readOnly = true)
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return stored(credentialId).map(StoredPasskey::toRecord).orElse(null);
    }

    @Override
    @Transactional(readOnly = true)
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return passkeys.findByAccountIdOrderByCreatedAt(PasskeyUsers.account(handle)).stream()
                .map(StoredPasskey::toRecord)
                .toList();
    }

    private Optional<StoredPasskey> stored(Bytes credentialId) {
        return passkeys.findByCredentialHash(Secrets.digest(credentialId.toBase64UrlString()));
    }
}
