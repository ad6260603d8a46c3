package org.stackdeck.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/** Where a passkey that was just made is put. Spring Security saves it by the same call as one that was used. */
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
