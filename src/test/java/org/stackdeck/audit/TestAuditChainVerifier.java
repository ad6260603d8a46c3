package org.stackdeck.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks the numbers and hashes of an audit trail of at most 1000 entries. */
public final class TestAuditChainVerifier {

    private static final String HASH_OF_NOTHING = "0".repeat(64);

    private TestAuditChainVerifier() {}

    /** Returns the number of the first entry with a wrong number or hash; null if there is none. */
    public static @Nullable Long brokenAt(JdbcClient database) {
        List<String> hashes = database.sql("select hash from audit_entry order by sequence_number")
                .query(String.class)
                .list();
        List<NumberedAuditEntry> records =
                AuditTrailReader.newest(database, 0, 1000).reversed();
        assertThat(records).hasSameSizeAs(hashes);
        String previous = HASH_OF_NOTHING;
        for (int i = 0; i < records.size(); i++) {
            NumberedAuditEntry next = records.get(i);
            if (next.sequence() != i + 1
                    || !AuditEntryHasher.hash(previous, next).equals(hashes.get(i))) {
                return next.sequence();
            }
            previous = hashes.get(i);
        }
        return null;
    }
}
