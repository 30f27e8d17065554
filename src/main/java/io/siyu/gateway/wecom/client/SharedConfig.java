package io.siyu.gateway.wecom.client;

import java.util.concurrent.locks.Lock;
import me.chanjar.weixin.common.bean.WxAccessToken;
import me.chanjar.weixin.cp.config.impl.WxCpDefaultConfigImpl;
import org.jspecify.annotations.Nullable;

/** WxJava's picture of our app, with tokens and tickets that all nodes share. */
class SharedConfig extends WxCpDefaultConfigImpl {

    private static final long serialVersionUID = 1L;

    private final transient SharedToken access;
    private final transient SharedToken corpTicket;
    private final transient SharedToken appTicket;

    SharedConfig(WeComProperties properties, SharedTokens tokens) {
        String owner = properties.corpId() + ":" + properties.agentId();
        this.access = new SharedToken(tokens, owner, "access");
        this.corpTicket = new SharedToken(tokens, owner, "jsapi");
        this.appTicket = new SharedToken(tokens, owner, "agent_jsapi");
        setBaseApiUrl(properties.baseUrl());
        setCorpId(properties.corpId());
        setAgentId(properties.agentId());
        setCorpSecret(properties.secret());
        setApacheHttpClientBuilder(new PlatformHttp());
    }

    @Override
    public @Nullable String getAccessToken() {
        return access.value();
    }

    @Override
    public Lock getAccessTokenLock() {
        return access.lock();
    }

    @Override
    public boolean isAccessTokenExpired() {
        return access.expired();
    }

    @Override
    public void expireAccessToken() {
        access.expire();
    }

    @Override
    public void updateAccessToken(WxAccessToken token) {
        access.update(token.getAccessToken(), token.getExpiresIn());
    }

    @Override
    public void updateAccessToken(String token, int expiresInSeconds) {
        access.update(token, expiresInSeconds);
    }

    @Override
    public @Nullable String getJsapiTicket() {
        return corpTicket.value();
    }

    @Override
    public Lock getJsapiTicketLock() {
        return corpTicket.lock();
    }

    @Override
    public boolean isJsapiTicketExpired() {
        return corpTicket.expired();
    }

    @Override
    public void expireJsapiTicket() {
        corpTicket.expire();
    }

    @Override
    public void updateJsapiTicket(String ticket, int expiresInSeconds) {
        corpTicket.update(ticket, expiresInSeconds);
    }

    @Override
    public @Nullable String getAgentJsapiTicket() {
        return appTicket.value();
    }

    @Override
    public Lock getAgentJsapiTicketLock() {
        return appTicket.lock();
    }

    @Override
    public boolean isAgentJsapiTicketExpired() {
        return appTicket.expired();
    }

    @Override
    public void expireAgentJsapiTicket() {
        appTicket.expire();
    }

    @Override
    public void updateAgentJsapiTicket(String ticket, int expiresInSeconds) {
        appTicket.update(ticket, expiresInSeconds);
    }

    /** The inherited one would try to print locks and secrets. */
    @Override
    public String toString() {
        return "WeChat Work app " + getAgentId() + " of " + getCorpId();
    }
}
