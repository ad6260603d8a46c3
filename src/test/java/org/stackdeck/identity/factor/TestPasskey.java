package org.stackdeck.identity.factor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * ES256 passkey that responds like a browser on {@code http://localhost:8080} (WebAuthn level 3, sections 6.1 and 6.5).
 * The passkey has no signature counter.
 */
final class TestPasskey {

    private static final String ORIGIN = "http://localhost:8080";
    private static final byte USER_PRESENT = 1;
    private static final byte USER_VERIFIED = 1 << 2;
    private static final byte HAS_CREDENTIAL = 1 << 6;
    private static final int ID_LENGTH = 16;
    private static final int COORDINATE_LENGTH = 32;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final KeyPair keyPair = newKeyPair();
    private final byte[] id = new byte[ID_LENGTH];

    TestPasskey() {
        new SecureRandom().nextBytes(id);
    }

    /** Returns the response to options of {@code navigator.credentials.create}. */
    String create(String options) {
        JsonNode read = JSON.readTree(options);
        byte[] publicKey = coseKey();
        byte[] data = ByteBuffer.allocate(37 + 16 + 2 + ID_LENGTH + publicKey.length)
                .put(authenticatorData(read.path("rp").path("id").asString(""), HAS_CREDENTIAL))
                .put(new byte[16])
                .putShort((short) ID_LENGTH)
                .put(id)
                .put(publicKey)
                .array();
        // CBOR of {"fmt": "none", "attStmt": {}, "authData": data}
        byte[] attestation = ByteBuffer.allocate(30 + data.length)
                .put(HexFormat.of().parseHex("a363666d74646e6f6e656761747453746d74a0686175746844617461"))
                .put((byte) 0x58)
                .put((byte) data.length)
                .put(data)
                .array();
        return response(Map.of(
                "clientDataJSON", base64(clientData("webauthn.create", read)),
                "attestationObject", base64(attestation)));
    }

    /** Returns the response to options of {@code navigator.credentials.get}. */
    String get(String options) {
        JsonNode read = JSON.readTree(options);
        byte[] data = authenticatorData(read.path("rpId").asString(""), (byte) 0);
        byte[] clientData = clientData("webauthn.get", read);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keyPair.getPrivate());
            signature.update(data);
            signature.update(sha256(clientData));
            return response(Map.of(
                    "clientDataJSON", base64(clientData),
                    "authenticatorData", base64(data),
                    "signature", base64(signature.sign())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String response(Map<String, String> response) {
        return JSON.writeValueAsString(Map.of(
                "id", base64(id),
                "rawId", base64(id),
                "type", "public-key",
                "response", response,
                "clientExtensionResults", Map.of()));
    }

    private static byte[] clientData(String type, JsonNode options) {
        return JSON.writeValueAsBytes(
                Map.of("type", type, "challenge", options.path("challenge").asString(""), "origin", ORIGIN));
    }

    private static byte[] authenticatorData(String rpId, byte flag) {
        return ByteBuffer.allocate(37)
                .put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
                .put((byte) (USER_PRESENT | USER_VERIFIED | flag))
                .putInt(0)
                .array();
    }

    /** Returns the CBOR of {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}. */
    private byte[] coseKey() {
        ECPublicKey key = (ECPublicKey) keyPair.getPublic();
        return ByteBuffer.allocate(13 + 2 * COORDINATE_LENGTH)
                .put(HexFormat.of().parseHex("a501020326200121" + "5820"))
                .put(coordinate(key.getW().getAffineX().toByteArray()))
                .put(HexFormat.of().parseHex("225820"))
                .put(coordinate(key.getW().getAffineY().toByteArray()))
                .array();
    }

    private static byte[] coordinate(byte[] number) {
        byte[] padded = new byte[COORDINATE_LENGTH];
        int length = Math.min(number.length, COORDINATE_LENGTH);
        System.arraycopy(number, number.length - length, padded, COORDINATE_LENGTH - length, length);
        return padded;
    }

    private static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
