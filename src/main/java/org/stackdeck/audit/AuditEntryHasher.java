package org.stackdeck.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.stackdeck.platform.Sha256;

/** Links each entry to its predecessors by a hash, so that changes and deletions can be detected. */
public final class AuditEntryHasher {

    private AuditEntryHasher() {}

    /**
     * Returns the SHA-256 hash, in hexadecimal, of the previous entry's hash and each part of this entry. Each part is
     * prefixed by its length, so that different entries never have the same input.
     */
    public static String hash(String previous, NumberedAuditEntry written) {
        MessageDigest digest = Sha256.newDigest();
        AuditEntry entry = written.entry();
        add(digest, previous);
        add(digest, Long.toString(written.sequence()));
        add(digest, written.at().toString());
        add(digest, entry.actorId());
        add(digest, entry.actor());
        add(digest, entry.source());
        add(digest, entry.channel());
        add(digest, entry.action());
        add(digest, entry.objectType());
        add(digest, entry.objectId());
        add(digest, entry.objectName());
        add(digest, entry.result().name());
        add(digest, entry.detailText());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, @Nullable String part) {
        if (part == null) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(-1).flip());
            return;
        }
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
