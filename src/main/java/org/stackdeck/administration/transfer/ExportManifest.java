package org.stackdeck.administration.transfer;

import java.util.List;

/**
 * Description of an export file, in its entry {@code manifest.json}.
 *
 * @param format version of the format
 * @param schema digest of the change sets of the schema
 * @param lastChangeSet ID of the last change set, for error messages
 * @param createdAt time of the exported state, in ISO 8601
 * @param keyFingerprint fingerprint of the key that encrypts secrets
 * @param auditBrokenAt number of the audit entry at which the chain is broken; 0 if it is intact
 * @param tables in an order in which foreign keys refer to earlier tables only
 */
record ExportManifest(
        int format,
        String schema,
        String lastChangeSet,
        String createdAt,
        String keyFingerprint,
        long auditBrokenAt,
        List<Table> tables) {

    static final int FORMAT = 1;

    static final String ENTRY = "manifest.json";

    /** @param sha256 digest of the table's entry, in hexadecimal */
    record Table(String name, List<String> columns, long rows, String sha256) {

        /**
         * Returns the name of the ZIP entry with the rows. Each line is a JSON array with the values of a row, in the
         * order of the columns.
         */
        static String entry(String name) {
            return "tables/" + name + ".jsonl";
        }
    }

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
