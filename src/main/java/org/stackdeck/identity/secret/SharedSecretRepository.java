package org.stackdeck.identity.secret;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.stackdeck.platform.startup.StartupException;

/** Stores secrets that all nodes use, encrypted in the database. */
@Repository
public class SharedSecretRepository {

    private final JdbcClient database;
    private final SecretBox secretBox;

    SharedSecretRepository(JdbcClient database, SecretBox secretBox) {
        this.database = database;
        this.secretBox = secretBox;
    }

    /**
     * Returns the secret, and creates it if it does not exist. If several nodes create the secret at the same time, all
     * of them return the same one.
     *
     * @throws StartupException if this node's secrets key cannot decrypt the secret
     */
    public String findOrCreate(String name, Supplier<String> creation) {
        return find(name).orElseGet(() -> {
            try {
                insert(name, creation.get());
            } catch (DuplicateKeyException e) {
                // Another node has created the secret concurrently.
            }
            return find(name).orElseThrow();
        });
    }

    private Optional<String> find(String name) {
        return database.sql("select content from shared_secret where name = ?")
                .param(name)
                .query(String.class)
                .optional()
                .map(content -> open(name, content));
    }

    private void insert(String name, String secret) {
        database.sql("insert into shared_secret (name, content) values (?, ?)")
                .params(name, secretBox.seal(secret.getBytes(StandardCharsets.UTF_8), name))
                .update();
    }

    private String open(String name, String content) {
        try {
            return new String(secretBox.open(content, name), StandardCharsets.UTF_8);
        } catch (UnreadableSecretException e) {
            throw new StartupException(
                    "The secret " + name
                            + " in the database cannot be decrypted. Set the same STACKDECK_SECRETS_KEY, or"
                            + " copy keys/secret-box.key of the data directory, on all nodes. If the key is lost, delete the"
                            + " row from the table shared_secret.",
                    e);
        }
    }
}
