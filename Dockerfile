# Builds and runs Stackdeck: docker build -t stackdeck . && docker run -p 8080:8080 -v stackdeck:/var/lib/stackdeck stackdeck
# See docs/production.md. The base images are arguments: any with a JDK 25 and bash, and any with bash, useradd and glibc.
ARG BUILD_IMAGE=eclipse-temurin:25-jdk
ARG RUNTIME_IMAGE=debian:trixie-slim

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY docs docs
COPY frontend frontend
COPY src/main src/main
RUN ./mvnw -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package \
    && java -Djarmode=tools -jar target/stackdeck.jar extract --destination /app \
    && cp src/main/jvm.options /app/
# A Java runtime without compilers, debuggers and monitoring tools
RUN jlink --output /java --compress zip-6 --no-header-files --no-man-pages --include-locales=en,zh --add-modules \
    java.se,jdk.charsets,jdk.crypto.cryptoki,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs

FROM ${RUNTIME_IMAGE}
RUN groupadd --gid 10001 stackdeck \
    && useradd --uid 10001 --gid 10001 --no-log-init --create-home --home-dir /var/lib/stackdeck stackdeck \
    && chmod 700 /var/lib/stackdeck
COPY --from=build /java /opt/java
COPY --from=build /app /app
ENV PATH=/opt/java/bin:$PATH STACKDECK_DATA_DIR=/var/lib/stackdeck SERVER_ADDRESS=0.0.0.0
# A training run without C2 (see start) records an AOT cache of 230 MB, with which later starts are several times as fast.
# Performance data would remain in /tmp.
ARG AOT_CACHE=true
RUN [ "$AOT_CACHE" != true ] || java -XX:AOTCacheOutput=/app/stackdeck.aot -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
    @/app/jvm.options -Dspring.aot.enabled=true -cp /app/stackdeck.jar org.stackdeck.AotTrainingMain
USER 10001:10001
WORKDIR /var/lib/stackdeck
VOLUME /var/lib/stackdeck
EXPOSE 8080
HEALTHCHECK --start-period=60s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '\"UP\"' <&3"]
CMD ["java", "-XX:AOTCache=/app/stackdeck.aot", "@/app/jvm.options", "-Dspring.aot.enabled=true", "-cp", "/app/stackdeck.jar", "org.stackdeck.StackdeckApplication"]
