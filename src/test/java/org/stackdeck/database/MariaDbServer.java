package org.stackdeck.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

final class MariaDbServer extends DatabaseServer {

    MariaDbServer(Path directory, List<String> options) throws IOException, InterruptedException {
        super(directory, options);
    }

    @Override
    List<String> installCommand(Path data) {
        return List.of(
                DatabaseProduct.MARIADB.program("mariadb-install-db"),
                "--no-defaults",
                user(),
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db");
    }

    @Override
    List<String> serveCommand(Path data, int port) {
        return List.of(
                DatabaseProduct.MARIADB.program("mariadbd"),
                "--no-defaults",
                user(),
                "--datadir=" + data,
                "--socket=" + data.resolveSibling("s.sock"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                // The data must survive a kill of the server, but not a crash of the machine.
                "--innodb-flush-log-at-trx-commit=2",
                "--skip-sync-frm",
                // Spring keeps up to 32 contexts, each with a pool of ten connections. The default is 151.
                "--max-connections=1000");
    }

    /** Returns the option that MariaDB requires if the test runs as root. The option has no effect for other users. */
    private static String user() {
        return "--user=" + System.getProperty("user.name");
    }

    @Override
    String url(int port, String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    @Override
    void copy(Statement statement, String database, String name) throws SQLException {
        statement.execute("create database " + name);
        statement.execute("use " + name);
        // The tables are in alphabetical order, in which they can refer to later ones.
        statement.execute("set foreign_key_checks = 0");
        List<String> tables = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("show tables from " + database)) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        for (String table : tables) {
            statement.execute(definition(statement, database + "." + table));
            statement.execute("insert into " + table + " select * from " + database + "." + table);
        }
    }

    private static String definition(Statement statement, String table) throws SQLException {
        try (ResultSet found = statement.executeQuery("show create table " + table)) {
            found.next();
            return found.getString(2);
        }
    }

    @Override
    String initialDatabase() {
        return "";
    }

    @Override
    public String ordinaryUser() {
        execute("create user if not exists stackdeck@'%'");
        execute("grant all on `stackdeck%`.* to stackdeck@'%'");
        return "stackdeck";
    }

    @Override
    List<String> readOnlyStatements(boolean readOnly) {
        return List.of("set global read_only = " + (readOnly ? 1 : 0));
    }

    @Override
    void shutDown(Process process) {
        process.destroy();
    }
}
