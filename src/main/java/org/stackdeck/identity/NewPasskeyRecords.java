package org.stackdeck.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/**
 * Adds new passkeys. Spring Security uses the same {@code save} method for new passkeys and for those that were used.
 */
final class NewPasskeyRecords implements UserCredentialRepository {

    private final PasskeyRecords records;

    NewPasskeyRecords(PasskeyRecords records) {
        this.records = records;
    }

    @Override
    public void save(CredentialRecord made) {
        records.add(made);
    }

    @Override
    public void delete(Bytes credentialId) {
        records.delete(credentialId);
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return records.findByCredentialId(credentialId);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return records.findByUserId(handle);
    }
}
