package org.stackdeck.audit;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Base of tests that write an audit trail and then change its rows. */
public abstract class AuditChainTestBase {

    @Autowired
    protected AuditTrail trail;

    @Autowired
    protected AuditChainVerifier check;

    @Autowired
    protected AuditChainRepository store;

    @Autowired
    protected TransactionTemplate transaction;

    @Autowired
    protected JdbcClient database;

    @Value("${stackdeck.data-dir}")
    protected Path directory;

    protected Path witness() {
        return directory.resolve(AuditWitnessFile.FILE);
    }

    protected void write(int entries) {
        transaction.executeWithoutResult(_ -> {
            for (int i = 0; i < entries; i++) {
                trail.record(new AuditEntry(
                        null,
                        "anna",
                        "192.0.2.7",
                        "UI",
                        "test.do",
                        "thing",
                        "1",
                        "web",
                        AuditEntry.Result.SUCCESS,
                        AuditDetail.of("n", i)));
            }
        });
    }

    protected void change(String sql) {
        database.sql(sql).update();
    }
}
