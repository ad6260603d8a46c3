package org.stackdeck.identity.passkey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.PublicUrl;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Performs WebAuthn ceremonies: creates challenges for browsers and verifies the responses. A challenge is accepted
 * once, within five minutes, on the instance that created it. Challenges for authentication are not stored: a message
 * authentication code (MAC) proves that Stackdeck created them, and when. A flood of requests therefore cannot
 * invalidate the challenges of other clients. For registration, only the last challenge of each user is stored.
 */
@Component
public class PasskeyCeremonyService {

    private static final Duration CHALLENGE_LIFETIME = Duration.ofMinutes(5);
    /** Maximum number of pending registrations in memory, at most one per user. */
    private static final long MAX_CREATIONS = 10_000;

    /** Maximum number of used challenges in memory. */
    private static final long MAX_USED = 100_000;

    private static final String MAC_ALGORITHM = "HmacSHA256";
    private static final int NONCE_BYTES = 16;
    private static final int SIGNED_BYTES = NONCE_BYTES + Long.BYTES;

    private static final int MAX_RESPONSE_LENGTH = 64 * 1024;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Webauthn4JRelyingPartyOperations registrationOperations;
    private final Webauthn4JRelyingPartyOperations authenticationOperations;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();
    private final Cache<UserId, PublicKeyCredentialCreationOptions> pendingRegistrations = newCache(MAX_CREATIONS);
    private final Cache<Bytes, Boolean> used = newCache(MAX_USED);
    private final SecretKeySpec key = new SecretKeySpec(random(32), MAC_ALGORITHM);
    private final String rpId;
    private final Clock clock;

    PasskeyCeremonyService(
            PasskeyUserProvider provider,
            PasskeyCredentialStore passkeyCredentialStore,
            PasskeyProperties passkeyProperties,
            PublicUrl url,
            Clock clock) {
        this.rpId = passkeyProperties.rpId(url);
        this.clock = clock;
        this.registrationOperations = relyingParty(
                provider, new PasskeyRegistrationCredentialStore(passkeyCredentialStore), passkeyProperties, url);
        this.authenticationOperations = relyingParty(provider, passkeyCredentialStore, passkeyProperties, url);
        // User verification makes a passkey count as two factors; a resident key allows sign-in without a user name.
        registrationOperations.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
    }

    private static Webauthn4JRelyingPartyOperations relyingParty(
            PasskeyUserProvider provider,
            UserCredentialRepository records,
            PasskeyProperties passkeyProperties,
            PublicUrl url) {
        return new Webauthn4JRelyingPartyOperations(
                provider,
                records,
                PublicKeyCredentialRpEntity.builder()
                        .id(passkeyProperties.rpId(url))
                        .name("Stackdeck")
                        .build(),
                passkeyProperties.origins(url));
    }

    /** Creates a challenge and returns the options for {@code navigator.credentials.create}, in JSON. */
    String registrationOptions(UserId user) {
        PublicKeyCredentialCreationOptions options = registrationOperations.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(authenticationOf(user)));
        pendingRegistrations.put(user, options);
        return json.writeValueAsString(options);
    }

    /** Stores the passkey that the browser created. Throws {@link PasskeyException} if the response is invalid. */
    void verifyRegistration(UserId user, String answer, String label) {
        PublicKeyCredential<AuthenticatorAttestationResponse> credential =
                parse(answer, new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {});
        if (credential.getRawId().getBytes().length == 0) {
            throw new PasskeyException("no credential ID");
        }
        PublicKeyCredentialCreationOptions options =
                pendingRegistrations.asMap().remove(user);
        if (options == null || !options.getChallenge().equals(challenge(credential.getResponse()))) {
            throw new PasskeyException("no such challenge");
        }
        try {
            registrationOperations.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    options, new RelyingPartyPublicKey(credential, label)));
        } catch (RuntimeException e) {
            throw toPasskeyException(e);
        }
    }

    /** Creates a challenge for any user and returns the options for {@code navigator.credentials.get}, in JSON. */
    String authenticationOptions() {
        return json.writeValueAsString(requestOptions(newChallenge()));
    }

    /**
     * Verifies the response and returns the owner of the passkey. Throws {@link PasskeyException} if the response is
     * invalid.
     */
    public UserId verifyAuthentication(String answer) {
        PublicKeyCredential<AuthenticatorAssertionResponse> credential =
                parse(answer, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
        Bytes challenge = challenge(credential.getResponse());
        if (!isValid(challenge) || used.getIfPresent(challenge) != null) {
            throw new PasskeyException("no such challenge");
        }
        try {
            PublicKeyCredentialUserEntity user = authenticationOperations.authenticate(
                    new RelyingPartyAuthenticationRequest(requestOptions(challenge), credential));
            // WebAuthn level 3, section 7.2: the user handle identifies the owner of the credential.
            Bytes handle = credential.getResponse().getUserHandle();
            if (handle != null && !handle.equals(user.getId())) {
                throw new PasskeyException("user handle of another user");
            }
            // Invalid responses are not recorded, because a flood of them would evict the challenges of valid
            // responses.
            if (used.asMap().putIfAbsent(challenge, true) != null) {
                throw new PasskeyException("no such challenge");
            }
            return new UserId(PasskeyUserProvider.account(user.getId()));
        } catch (RuntimeException e) {
            throw toPasskeyException(e);
        }
    }

    private PublicKeyCredentialRequestOptions requestOptions(Bytes challenge) {
        return PublicKeyCredentialRequestOptions.builder()
                .challenge(challenge)
                .rpId(rpId)
                .timeout(CHALLENGE_LIFETIME)
                .allowCredentials(List.of())
                .userVerification(UserVerificationRequirement.REQUIRED)
                .build();
    }

    /** Creates a challenge: random bytes and the time, followed by a message authentication code of both. */
    private Bytes newChallenge() {
        byte[] signed = ByteBuffer.allocate(SIGNED_BYTES)
                .put(random(NONCE_BYTES))
                .putLong(clock.millis())
                .array();
        byte[] code = authenticationCode(signed);
        return new Bytes(ByteBuffer.allocate(signed.length + code.length)
                .put(signed)
                .put(code)
                .array());
    }

    private boolean isValid(Bytes challenge) {
        byte[] bytes = challenge.getBytes();
        if (bytes.length <= SIGNED_BYTES) {
            return false;
        }
        byte[] signed = Arrays.copyOf(bytes, SIGNED_BYTES);
        byte[] code = Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length);
        Instant created = Instant.ofEpochMilli(ByteBuffer.wrap(signed).getLong(NONCE_BYTES));
        return MessageDigest.isEqual(code, authenticationCode(signed))
                && created.plus(CHALLENGE_LIFETIME).isAfter(clock.instant());
    }

    private byte[] authenticationCode(byte[] signed) {
        try {
            Mac mac = Mac.getInstance(MAC_ALGORITHM);
            mac.init(key);
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Returns the challenge in the client data. Fields that are missing from the browser's JSON are null. */
    private Bytes challenge(@Nullable AuthenticatorResponse response) {
        if (response == null || response.getClientDataJSON() == null) {
            throw new PasskeyException("no client data");
        }
        try {
            return Bytes.fromBase64(json.readTree(response.getClientDataJSON().getBytes())
                    .path("challenge")
                    .asString(""));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new PasskeyException("no client data");
        }
    }

    private <T> T parse(String answer, TypeReference<T> type) {
        if (answer.length() > MAX_RESPONSE_LENGTH) {
            throw new PasskeyException("too long");
        }
        @Nullable T read;
        try {
            read = json.readValue(answer, type);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new PasskeyException("not readable");
        }
        if (read == null) {
            throw new PasskeyException("nothing");
        }
        return read;
    }

    /** Converts a failure to a {@link PasskeyException}; returns database failures unchanged. */
    private static RuntimeException toPasskeyException(RuntimeException e) {
        return e instanceof DataAccessException || e instanceof TransactionException
                ? e
                : new PasskeyException(e.getClass().getSimpleName());
    }

    private static Authentication authenticationOf(UserId user) {
        return UsernamePasswordAuthenticationToken.authenticated(user.toString(), null, List.of());
    }

    private static <K, V> Cache<K, V> newCache(long maximumSize) {
        return Caffeine.newBuilder()
                .executor(Thread::startVirtualThread)
                .maximumSize(maximumSize)
                .expireAfterWrite(CHALLENGE_LIFETIME)
                .build();
    }
}
