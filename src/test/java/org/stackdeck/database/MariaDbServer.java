package org.stackdeck.database;

import java.io.IOException;
import java.nio.file.Path;
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
