package org.stackdeck.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL server. Runs as the user postgres if the test runs as root, because PostgreSQL does not run as root. */
final class PostgreSqlServer extends DatabaseServer {

    private static final String SYSTEM_USER = "postgres";

    PostgreSqlServer(Path directory, List<String> options) throws IOException, InterruptedException {
        super(accessible(directory), options);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static Path accessible(Path directory) throws IOException {
        if (isRoot()) {
            Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(SYSTEM_USER));
        }
        return directory;
    }

    @Override
    List<String> installCommand(Path data) {
        // The default collation differs from the schema's, because the schema must not depend on the default.
        return command(
                "initdb",
                data,
                "--username=" + USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=icu",
                "--icu-locale=en",
                "--no-sync");
    }

    @Override
    List<String> serveCommand(Path data, int port) {
        return command(
                "postgres",
                data,
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off",
                // Spring keeps up to 32 contexts, each with a pool of ten connections. The default is 100.
                "-c",
                "max_connections=1000");
    }

    private static List<String> command(String program, Path data, String... options) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of(
                    "setpriv",
                    "--reuid=" + SYSTEM_USER,
                    "--regid=" + SYSTEM_USER,
                    "--clear-groups",
                    "--inh-caps=-all"));
        }
        command.addAll(List.of(DatabaseProduct.POSTGRESQL.program(program), "-D", data.toString()));
        command.addAll(List.of(options));
        return command;
    }

    @Override
    String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    void copy(Statement statement, String database, String name) throws SQLException {
        statement.execute("create database " + name + " template " + database);
    }

    @Override
    String initialDatabase() {
        return "postgres";
    }

    /** The administrator cannot write in a read-only transaction either. */
    @Override
    public String ordinaryUser() {
        return USER;
    }

    @Override
    List<String> readOnlyStatements(boolean readOnly) {
        return List.of(
                "alter system set default_transaction_read_only = " + (readOnly ? "on" : "off"),
                "select pg_reload_conf()");
    }

    /** Sends SIGINT, which ends the connections. After SIGTERM, the server would wait for their end. */
    @Override
    void shutDown(Process process) throws IOException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
    }
}
