package org.stackdeck.identity.passkey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
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
 * WebAuthn ceremonies: creates challenges for browsers and verifies the responses. Each challenge is valid for one
 * response within five minutes, on the instance that created it.
 */
@Component
public class PasskeyCeremonies {

    private static final Duration CHALLENGE_LIFETIME = Duration.ofMinutes(5);
    /**
     * An evicted challenge only has to be requested again; the bound prevents a flood of clients from filling memory.
     */
    private static final long MAX_CHALLENGES = 10_000;

    private static final int MAX_RESPONSE_LENGTH = 64 * 1024;

    private static final Authentication ANONYMOUS =
            new AnonymousAuthenticationToken("nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

    private final Webauthn4JRelyingPartyOperations makers;
    private final Webauthn4JRelyingPartyOperations askers;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();
    private final Cache<String, PublicKeyCredentialCreationOptions> making = newChallengeCache();
    private final Cache<String, PublicKeyCredentialRequestOptions> asking = newChallengeCache();

    PasskeyCeremonies(
            PasskeyUserStore store,
            PasskeyCredentialStore passkeyCredentialStore,
            PasskeyProperties passkeyProperties,
            PublicUrl url) {
        this.makers =
                relyingParty(store, new NewPasskeyCredentialStore(passkeyCredentialStore), passkeyProperties, url);
        this.askers = relyingParty(store, passkeyCredentialStore, passkeyProperties, url);
        // User verification and resident key are required, so that a passkey counts as two factors.
        makers.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        askers.setCustomizeRequestOptions(options -> options.userVerification(UserVerificationRequirement.REQUIRED));
    }

    private static Webauthn4JRelyingPartyOperations relyingParty(
            PasskeyUserStore store,
            UserCredentialRepository records,
            PasskeyProperties passkeyProperties,
            PublicUrl url) {
        return new Webauthn4JRelyingPartyOperations(
                store,
                records,
                PublicKeyCredentialRpEntity.builder()
                        .id(passkeyProperties.rpId(url))
                        .name("Stackdeck")
                        .build(),
                passkeyProperties.origins(url));
    }

    /** Options for {@code navigator.credentials.create}. */
    String registrationOptions(UserId user) {
        PublicKeyCredentialCreationOptions options = makers.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(authenticationOf(user)));
        making.put(options.getChallenge().toBase64UrlString(), options);
        return json.writeValueAsString(options);
    }

    /** Stores the passkey that the browser created. Throws {@link PasskeyException} if the response is invalid. */
    void verifyRegistration(UserId user, String answer, String label) {
        PublicKeyCredential<AuthenticatorAttestationResponse> credential =
                parse(answer, new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {});
        PublicKeyCredentialCreationOptions options = making.asMap().remove(challenge(credential.getResponse()));
        if (options == null
                || !PasskeyUserStore.handle(user.value())
                        .equals(options.getUser().getId())) {
            throw new PasskeyException("no such challenge");
        }
        try {
            makers.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    options, new RelyingPartyPublicKey(credential, label)));
        } catch (RuntimeException e) {
            throw refused(e);
        }
    }

    /** Options for {@code navigator.credentials.get}, for any user. */
    String authenticationOptions() {
        PublicKeyCredentialRequestOptions options =
                askers.createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(ANONYMOUS));
        asking.put(options.getChallenge().toBase64UrlString(), options);
        return json.writeValueAsString(options);
    }

    /** User whose passkey the browser used. Throws {@link PasskeyException} if the response is invalid. */
    public UserId verifyAuthentication(String answer) {
        PublicKeyCredential<AuthenticatorAssertionResponse> credential =
                parse(answer, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
        PublicKeyCredentialRequestOptions options = asking.asMap().remove(challenge(credential.getResponse()));
        if (options == null) {
            throw new PasskeyException("no such challenge");
        }
        try {
            PublicKeyCredentialUserEntity user =
                    askers.authenticate(new RelyingPartyAuthenticationRequest(options, credential));
            return new UserId(PasskeyUserStore.account(user.getId()));
        } catch (RuntimeException e) {
            throw refused(e);
        }
    }

    /** Fields that the response omits are null. */
    private String challenge(@Nullable AuthenticatorResponse response) {
        if (response == null || response.getClientDataJSON() == null) {
            throw new PasskeyException("no client data");
        }
        try {
            return json.readTree(response.getClientDataJSON().getBytes())
                    .path("challenge")
                    .asString("");
        } catch (JacksonException e) {
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

    /** Failures of the database are not changed. */
    private static RuntimeException refused(RuntimeException e) {
        return e instanceof DataAccessException || e instanceof TransactionException
                ? e
                : new PasskeyException(e.getClass().getSimpleName());
    }

    private static Authentication authenticationOf(UserId user) {
        return UsernamePasswordAuthenticationToken.authenticated(user.toString(), null, List.of());
    }

    private static <T> Cache<String, T> newChallengeCache() {
        return Caffeine.newBuilder()
                .executor(Thread::startVirtualThread)
                .maximumSize(MAX_CHALLENGES)
                .expireAfterWrite(CHALLENGE_LIFETIME)
                .build();
    }
}
