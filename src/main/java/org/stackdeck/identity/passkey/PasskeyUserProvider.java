package org.stackdeck.identity.passkey;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

/**
 * Provides the WebAuthn user entities of accounts to Spring Security. The user handle is the account's ID and contains
 * no personal data.
 */
@Component
public class PasskeyUserProvider implements PublicKeyCredentialUserEntityRepository {

    private final UserDirectory userDirectory;

    PasskeyUserProvider(UserDirectory userDirectory) {
        this.userDirectory = userDirectory;
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return userDirectory
                .find(new UserId(account(handle)))
                .map(PasskeyUserProvider::entity)
                .orElse(null);
    }

    /** @param username ID of the account, which Stackdeck uses as the name of each {@code Authentication} */
    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
        return userDirectory
                .find(new UserId(UUID.fromString(username)))
                .map(PasskeyUserProvider::entity)
                .orElse(null);
    }

    @Override
    public void save(PublicKeyCredentialUserEntity entity) {
        throw new UnsupportedOperationException("accounts are created by registration");
    }

    @Override
    public void delete(Bytes handle) {
        throw new UnsupportedOperationException("accounts are not removed");
    }

    public static Bytes handle(UUID account) {
        return new Bytes(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits())
                .array());
    }

    static UUID account(Bytes handle) {
        ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(handle.getBytes(), 2 * Long.BYTES));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static PublicKeyCredentialUserEntity entity(User user) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(handle(user.id().value()))
                .name(user.name().value())
                .displayName(user.displayName())
                .build();
    }
}
