# Builds and runs Stackdeck: docker build -t stackdeck . && docker run -p 8080:8080 -v stackdeck:/var/lib/stackdeck stackdeck
# See docs/production.md.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY docs docs
COPY frontend frontend
COPY src/main src/main
RUN ./mvnw -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package \
    && java -Djarmode=tools -jar target/stackdeck.jar extract --destination /app \
    && cp src/main/jvm.options /app/

FROM eclipse-temurin:25-jre
RUN useradd --uid 10001 --no-log-init --create-home --home-dir /var/lib/stackdeck stackdeck \
    && chmod 700 /var/lib/stackdeck
COPY --from=build /app /app
# A training run records an AOT cache, with which later starts are several times as fast.
RUN java -XX:AOTCacheOutput=/app/stackdeck.aot @/app/jvm.options -Dspring.aot.enabled=true \
    -cp /app/stackdeck.jar org.stackdeck.AotTrainingMain
USER stackdeck
WORKDIR /var/lib/stackdeck
ENV STACKDECK_DATA_DIR=/var/lib/stackdeck SERVER_ADDRESS=0.0.0.0
VOLUME /var/lib/stackdeck
EXPOSE 8080
HEALTHCHECK --start-period=60s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '\"UP\"' <&3"]
CMD ["java", "-XX:AOTCache=/app/stackdeck.aot", "@/app/jvm.options", "-Dspring.aot.enabled=true", "-cp", "/app/stackdeck.jar", "org.stackdeck.StackdeckApplication"]
