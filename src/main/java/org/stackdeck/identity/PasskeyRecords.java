package org.stackdeck.identity;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where Spring Security finds passkeys and keeps them. */
@Component
class PasskeyRecords implements UserCredentialRepository {

    private final PasskeyRepository passkeys;

    PasskeyRecords(PasskeyRepository passkeys) {
        this.passkeys = passkeys;
    }

    /** They are removed by their users, through {@link Passkeys} alone. */
    @Override
    public void delete(Bytes credentialId) {
        throw new UnsupportedOperationException("passkeys are removed by their users");
    }

    /** After use. One that was removed since its answer was asked for stays removed, and proves nothing. */
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
