package org.stackdeck.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tests that every database compares names exactly, as Java does, without ignoring case, accents or spaces. */
@DatabaseTest
class NameComparisonTests {

    private static final List<String> USER_NAMES = List.of("anna", "anna1", "an.na", "an-na", "an_na", "0anna");
    /** MariaDB's default collation treats most of these as equal. */
    private static final List<String> TEXTS =
            List.of("a", "A", "á", "ä", "a ", " a", "a\t", "ａ", "ss", "ß", "ﬁ", "fi", "😀", "😁", "服务器", "");

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    JdbcClient database;

    @Test
    void userNamesThatDifferInOneCharacterAreDifferent() {
        USER_NAMES.forEach(this::insertAccount);

        for (String name : USER_NAMES) {
            assertThat(accountsNamed(name + run)).containsExactly(name + run);
            assertThat(accountsNamed((name + run).toUpperCase(Locale.ROOT))).isEmpty();
        }
    }

    @Test
    void userNameIsUnique() {
        insertAccount("taken");

        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> insertAccount("taken"));
    }

    @Test
    void textsAreEqualOnlyIfAllCharactersAre() {
        String subject = UUID.randomUUID().toString();
        TEXTS.forEach(text -> insertGrant(subject, text));

        for (String text : TEXTS) {
            assertThat(database.sql("select cloud from grants where subject_id = ? and cloud = ?")
                            .params(subject, text)
                            .query(String.class)
                            .list())
                    .as("[%s]", text)
                    .containsExactly(text);
        }
    }

    @Test
    void patternsDistinguishCaseAndAccents() {
        String subject = UUID.randomUUID().toString();
        List.of("web-1", "Web-2", "wéb-3").forEach(text -> insertGrant(subject, text));

        assertThat(database.sql("select cloud from grants where subject_id = ? and cloud like 'web%'")
                        .param(subject)
                        .query(String.class)
                        .list())
                .containsExactly("web-1");
    }

    private List<String> accountsNamed(String name) {
        return database.sql("select name from accounts where name = ?")
                .param(name)
                .query(String.class)
                .list();
    }

    private void insertAccount(String name) {
        database.sql("""
                        insert into accounts
                          (id, name, display_name, state, role, password_hash, generation, created_at, version)
                        values (?, ?, 'x', 'PENDING', 'MEMBER', 'x', 0, '2026-01-01 00:00:00', 0)""").params(UUID.randomUUID().toString(), name + run).update();
    }

    private void insertGrant(String subject, String cloud) {
        database.sql("""
                        insert into grants (id, subject_type, subject_id, cloud, servers, role, created_at, created_by)
                        values (?, 'USER', ?, ?, '{"all":true}', 'viewer', '2026-01-01 00:00:00', ?)""")
                .params(UUID.randomUUID().toString(), subject, cloud, subject)
                .update();
    }
}
