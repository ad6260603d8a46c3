package org.stackdeck.platform.configuration;

import java.util.List;

/**
 * A property of Spring Boot that an administrator of Stackdeck is likely to set.
 *
 * @param type as in {@link PropertyDefinition#type()}
 * @param defaultValue as an administrator writes it; empty if the property has no default
 * @param secret whether the value must not be shown
 * @param meaning for the documentation, in Markdown
 */
public record SpringPropertyDefinition(String name, String type, String defaultValue, boolean secret, String meaning) {

    /** All properties, in the order of the documentation. */
    public static final List<SpringPropertyDefinition> ALL = List.of(
            property("server.port", "whole number", "8080", "port on which Stackdeck listens; 0 for any free port"),
            property("server.address", "text", "127.0.0.1", "address on which Stackdeck listens"),
            property(
                    "server.forward-headers-strategy",
                    "text",
                    "none",
                    "`native` behind a [proxy](production.md#https), whose `X-Forwarded-*` headers are then trusted"),
            property(
                    "server.tomcat.remoteip.internal-proxies",
                    "text",
                    "127\\.0\\.0\\.1|::1|0:0:0:0:0:0:0:1",
                    "regular expression of the addresses of trusted proxies"),
            property(
                    "server.tomcat.max-connections",
                    "whole number",
                    "8192",
                    "maximum number of [connections](production.md#limits-of-connections)"),
            property(
                    "spring.datasource.url",
                    "text",
                    "",
                    "JDBC URL of a [MariaDB](production.md#mariadb) or [PostgreSQL](production.md#postgresql)"
                            + " database; by default the embedded database in the data directory"),
            property("spring.datasource.username", "text", "sa", "user of the database"),
            secret("spring.datasource.password", "password of the database"),
            property(
                    "spring.datasource.hikari.maximum-pool-size",
                    "whole number",
                    "10",
                    "maximum number of connections to the database"),
            property(
                    "spring.mail.host",
                    "text",
                    "",
                    "SMTP server for [e-mail](production.md#e-mail); requires `stackdeck.mail.from` and"
                            + " `stackdeck.public-url`"),
            property("spring.mail.port", "whole number", "25", "port of the SMTP server"),
            property("spring.mail.username", "text", "", "user of the SMTP server"),
            secret("spring.mail.password", "password of the SMTP server"),
            property("spring.mail.ssl.enabled", "boolean", "false", "implicit TLS, usually on port 465"),
            property(
                    "spring.mail.ssl.bundle",
                    "text",
                    "",
                    "SSL bundle of Spring Boot for your own certificate authority"),
            property(
                    "spring.mail.properties.mail.smtp.starttls.required",
                    "boolean",
                    "",
                    "whether a message may be sent only after STARTTLS; messages contain reset codes. By default true,"
                            + " except for `localhost`, `127.0.0.1` and `::1`"),
            property(
                    "spring.mail.properties.mail.smtp.connectiontimeout",
                    "whole number",
                    "10000",
                    "time limit for connecting to the SMTP server, in ms"),
            property(
                    "spring.mail.properties.mail.smtp.timeout",
                    "whole number",
                    "60000",
                    "time limit for each response of the SMTP server, in ms"),
            property(
                    "spring.mail.properties.mail.smtp.writetimeout",
                    "whole number",
                    "20000",
                    "time limit for sending data to the SMTP server, in ms"),
            property("logging.file.name", "path", "", "log file; `./start` sets it to one in the data directory"),
            property(
                    "spring.config.import",
                    "text",
                    "",
                    "further configuration files, such as `configtree:/run/secrets/`"),
            property(
                    "spring.config.additional-location",
                    "text",
                    "",
                    "directory or file with an `application.yml`; by default also `./` and `./config/`"));

    private static SpringPropertyDefinition property(String name, String type, String defaultValue, String meaning) {
        return new SpringPropertyDefinition(name, type, defaultValue, false, meaning);
    }

    private static SpringPropertyDefinition secret(String name, String meaning) {
        return new SpringPropertyDefinition(name, "text", "", true, meaning);
    }
}
