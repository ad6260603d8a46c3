package org.stackdeck.identity.passkey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.secret.SecretTokens;

/** Passkey of a user, with its public key. */
@Entity
@Table(name = "passkeys")
public class PasskeyEntity {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID id;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(nullable = false, updatable = false)
    private UUID accountId;

    @Column(nullable = false, updatable = false)
    private String credentialHash;

    @Column(nullable = false, updatable = false)
    private String credentialId;

    @Column(nullable = false, updatable = false)
    private String publicKey;

    @Column(nullable = false, updatable = false)
    private String attestation;

    @Column(nullable = false)
    private long signatureCount;

    @Column(nullable = false)
    private boolean uvInitialized;

    @Column(nullable = false)
    private boolean backupEligible;

    @Column(nullable = false)
    private boolean backupState;

    @Column(nullable = false)
    private String transports;

    @Column(nullable = false)
    private String label;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @Column(nullable = false)
    private Instant usedAt;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected PasskeyEntity() {}

    PasskeyEntity(UserId user, CredentialRecord credential) {
        this.id = UUID.randomUUID();
        this.accountId = user.value();
        this.credentialId = credential.getCredentialId().toBase64UrlString();
        this.credentialHash = SecretTokens.digest(credentialId);
        this.publicKey = new Bytes(credential.getPublicKey().getBytes()).toBase64UrlString();
        this.attestation =
                Objects.requireNonNull(credential.getAttestationObject()).toBase64UrlString();
        this.transports = credential.getTransports().stream()
                .map(AuthenticatorTransport::getValue)
                .sorted()
                .collect(Collectors.joining(","));
        this.label = credential.getLabel();
        this.createdAt = credential.getCreated().truncatedTo(ChronoUnit.MICROS);
        recordUse(credential);
    }

    /** Returns whether all values fit into the columns. The values of real devices fit. */
    boolean fits() {
        return credentialId.length() <= 2000 && publicKey.length() <= 2000 && attestation.length() <= 8000;
    }

    /**
     * Returns whether the signature counter is used and did not increase: another device may have a copy of the private
     * key.
     */
    boolean isCounterReused(CredentialRecord record) {
        return (signatureCount > 0 || record.getSignatureCount() > 0) && record.getSignatureCount() <= signatureCount;
    }

    /** Updates the fields that change with each use. */
    final void recordUse(CredentialRecord record) {
        signatureCount = record.getSignatureCount();
        uvInitialized = record.isUvInitialized();
        backupEligible = record.isBackupEligible();
        backupState = record.isBackupState();
        usedAt = record.getLastUsed().truncatedTo(ChronoUnit.MICROS);
    }

    void rename(String other) {
        label = other;
    }

    Passkey toPasskey() {
        return new Passkey(id, label, createdAt, usedAt);
    }

    CredentialRecord toRecord() {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(credentialId))
                .userEntityUserId(PasskeyUserProvider.handle(accountId))
                .publicKey(ImmutablePublicKeyCose.fromBase64(publicKey))
                .attestationObject(Bytes.fromBase64(attestation))
                .signatureCount(signatureCount)
                .uvInitialized(uvInitialized)
                .backupEligible(backupEligible)
                .backupState(backupState)
                .transports(Arrays.stream(transports.split(",", -1))
                        .filter(transport -> !transport.isEmpty())
                        .map(AuthenticatorTransport::valueOf)
                        .collect(Collectors.toSet()))
                .label(label)
                .created(createdAt)
                .lastUsed(usedAt)
                .build();
    }
}
