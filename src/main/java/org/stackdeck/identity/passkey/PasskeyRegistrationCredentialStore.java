package org.stackdeck.identity.passkey;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/**
 * Adds new passkeys. This is a separate class, because Spring Security calls the same {@code save} method for new
 * passkeys and for updates after use.
 */
final class PasskeyRegistrationCredentialStore implements UserCredentialRepository {

    private final PasskeyCredentialStore store;

    PasskeyRegistrationCredentialStore(PasskeyCredentialStore store) {
        this.store = store;
    }

    @Override
    public void save(CredentialRecord credential) {
        store.add(credential);
    }

    @Override
    public void delete(Bytes credentialId) {
        store.delete(credentialId);
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return store.findByCredentialId(credentialId);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return store.findByUserId(handle);
    }
}
